import { Button } from '@mantine/core';
import { IconLink, IconLinkOff } from '@tabler/icons-react';
import type { TrailEntryDetail } from '../../../src-contract/audit-log.ts';
import { useRead } from '../../bridge/use-read.ts';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countText } from '../../kit/format-number.ts';
import { fullMomentText } from '../../kit/moment-text.ts';
import { visibleText } from '../../kit/visible-text.ts';
import classes from './EntryDetails.module.css';
import { hashText, whatText } from './trail-words.ts';

/** How the entry hangs in the chain: `Fits entries 8,406 and 8,408`. */
function chainText({ chain, previous, next }: TrailEntryDetail): string {
  const neighbours = [previous, next].filter((number) => number !== null).map(countText);
  switch (chain) {
    case 'fits':
      if (neighbours.length === 0) return 'Fits: it is the only entry';
      return neighbours.length === 1
        ? `Fits entry ${neighbours[0]}`
        : `Fits entries ${neighbours.join(' and ')}`;
    case 'changed':
      return 'Does not fit its own hash: it was changed outside Tenantry';
    case 'not-after-previous':
      return previous === null
        ? 'The entry before it is missing'
        : `Does not follow entry ${countText(previous)}`;
    case 'not-before-next':
      return `Entry ${next === null ? '' : countText(next)} does not follow it`;
  }
}

const signOf = (line: string): 'added' | 'removed' | 'same' =>
  line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : 'same';

interface EntryDetailsProps {
  readonly tenantId: string;
  readonly number: number;
  readonly onShowPerson: (email: string) => void;
}

/** One entry in full: who, whom, why, the request, what changed, and how it hangs in the chain. */
export function EntryDetails({ tenantId, number, onShowPerson }: EntryDetailsProps) {
  const {
    value: entry,
    failure,
    askAgain,
  } = useRead('audit-log/read', { tenantId, number }, { former: 'keep' });
  return (
    <aside className={classes.details} aria-label="Entry">
      {failure && <FailureNotice failure={failure} onTryAgain={askAgain} />}
      {entry && !failure && <Entry entry={entry} onShowPerson={onShowPerson} />}
    </aside>
  );
}

function Entry({
  entry,
  onShowPerson,
}: { entry: TrailEntryDetail } & Pick<EntryDetailsProps, 'onShowPerson'>) {
  const isPerson = /^[^\s@]+@[^\s@]+$/.test(entry.subject);
  const ChainIcon = entry.chain === 'fits' ? IconLink : IconLinkOff;
  return (
    <>
      <div>
        <h3>{visibleText(whatText(entry))}</h3>
        <p className={classes.dimmed}>
          Entry {countText(entry.number)}, {fullMomentText(entry.at)}
        </p>
      </div>
      <dl className={classes.facts}>
        <dt>Who</dt>
        <dd>
          <DirectoryText text={entry.actor} />
        </dd>
        <dt>Whom</dt>
        <dd>
          <DirectoryText text={entry.subject} lines="wrap" />
        </dd>
        {entry.job !== null && (
          <>
            <dt>Job</dt>
            <dd>
              <DirectoryText text={`${entry.job}, ${entry.jobTitle ?? ''}`} lines="wrap" />
            </dd>
          </>
        )}
        {entry.outcome !== '' && (
          <>
            <dt>{entry.result === 'done' ? 'Result' : entry.result === 'sending' ? 'State' : 'Why'}</dt>
            <dd>
              <DirectoryText text={entry.outcome} lines="wrap" />
            </dd>
          </>
        )}
        <dt>Reason</dt>
        <dd>
          {entry.reason === '' ? (
            <span className={classes.dimmed}>None given</span>
          ) : (
            <DirectoryText text={entry.reason} lines="wrap" />
          )}
        </dd>
        <dt>Request</dt>
        <dd>
          {entry.requestId === null ? (
            <span className={classes.dimmed}>{entry.result === 'sending' ? 'Not sent yet' : 'None'}</span>
          ) : (
            <DirectoryText text={entry.requestId} look="mono" />
          )}
        </dd>
      </dl>
      {entry.change.length > 0 && (
        <div>
          <h4>Change</h4>
          <ul className={classes.change}>
            {entry.change.map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an entry never change
              <li key={at} data-sign={signOf(line)}>
                <bdi>{visibleText(line)}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div>
        <h4>Chain</h4>
        <dl className={classes.facts}>
          <dt>Previous</dt>
          <dd className={classes.mono} title={entry.previousHash}>
            {hashText(entry.previousHash)}
          </dd>
          <dt>This</dt>
          <dd className={classes.mono} title={entry.hash}>
            {hashText(entry.hash)}
          </dd>
        </dl>
        <p className={classes.chain} data-fits={entry.chain === 'fits' ? 'yes' : 'no'}>
          <ChainIcon size={14} aria-hidden /> {chainText(entry)}
        </p>
      </div>
      <div className={classes.actions}>
        {isPerson && <Button onClick={() => onShowPerson(entry.subject)}>Open person</Button>}
        <CopyButton text={JSON.stringify(entry, null, 2)} label="Copy entry" look="button" />
      </div>
    </>
  );
}
