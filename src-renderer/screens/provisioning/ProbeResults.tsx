import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheckFilled,
  IconCircleXFilled,
  IconMinus,
} from '@tabler/icons-react';
import type { ProbeThing, ScimRun, VendorVerdict } from '../../../src-contract/scim-probe.ts';
import { Note } from '../../kit/Note.tsx';
import { Ring } from '../../kit/Ring.tsx';
import { useNow } from '../../kit/use-now.ts';
import { visibleText } from '../../kit/visible-text.ts';
import { CheckList } from './CheckList.tsx';
import classes from './ProbeResults.module.css';
import { runWords, verdictText } from './scim-run-words.ts';

const icons: Record<VendorVerdict['verdict'], Icon> = {
  works: IconCircleCheckFilled,
  'works-with-a-switch': IconAlertTriangle,
  breaks: IconCircleXFilled,
  'not-tried': IconMinus,
};

function Vendor({ verdict }: { readonly verdict: VendorVerdict }) {
  const VendorIcon = icons[verdict.verdict];
  const { word, reason } = verdictText(verdict);
  return (
    <li className={classes.vendor} data-verdict={verdict.verdict}>
      <VendorIcon size={14} aria-hidden />
      <span className={classes.name}>{visibleText(verdict.vendor)}</span>
      <span className={classes.word}>{word}</span>
      <bdi className={classes.reason}>
        {reason === '' ? `${verdict.requests} requests as it sends them` : visibleText(reason)}
      </bdi>
    </li>
  );
}

/** What is still at the other side, with the ids by which it can be removed there. */
export function LeftBehind({ things }: { readonly things: readonly ProbeThing[] }) {
  return (
    <Note icon={IconAlertTriangle} look="warn">
      <strong>
        {things.length === 1 ? 'One thing is left behind.' : `${things.length} things are left behind.`}
      </strong>{' '}
      Remove them in the console, or choose Clean up with a working token.
      <ul className={classes.left}>
        {things.map(({ id, kind, name, remoteId, sentence }) => (
          <li key={id}>
            {kind === 'person' ? 'Person' : 'Group'} <bdi>{visibleText(name)}</bdi>, id{' '}
            <bdi>{remoteId === null ? 'not known' : visibleText(remoteId)}</bdi>. {visibleText(sentence)}.
          </li>
        ))}
      </ul>
    </Note>
  );
}

/** What a dialect probe found: a verdict for each provider, then the checks behind it. */
export function ProbeResults({ run }: { readonly run: ScimRun }) {
  const now = useNow();
  return (
    <section className={classes.probe} aria-label="Dialect probe">
      <p className={classes.title}>
        <strong>Dialect probe</strong> {runWords(run, now)}
      </p>
      {run.now !== null && (
        <p className={classes.now} role="status">
          <Ring share="unknown" />
          {visibleText(run.now)}
        </p>
      )}
      {run.things.length > 0 && <LeftBehind things={run.things} />}
      {run.vendors.length > 0 && (
        <ul className={classes.vendors} aria-label="Providers">
          {run.vendors.map((verdict) => (
            <Vendor key={verdict.id} verdict={verdict} />
          ))}
        </ul>
      )}
      <CheckList checks={run.checks} shows={run.state === 'running' ? 'all' : 'telling'} key={run.state} />
    </section>
  );
}
