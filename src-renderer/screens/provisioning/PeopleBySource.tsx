import {
  type Icon,
  IconChevronRight,
  IconLogin2,
  IconMail,
  IconMailForward,
  IconRefresh,
} from '@tabler/icons-react';
import type { Provisioning } from '../../../src-contract/provisioning.ts';
import { AsOfBadge } from '../../kit/AsOfBadge.tsx';
import { countOf, countText } from '../../kit/format-number.ts';
import { useSyncStatus } from '../../session/use-sync-status.ts';
import panel from './Panel.module.css';
import classes from './PeopleBySource.module.css';
import type { PeopleFilter } from './ProvisioningScreen.tsx';

interface Line {
  readonly icon: Icon;
  readonly word: string;
  readonly what: string;
  readonly count: number;
  readonly filter: PeopleFilter;
}

function linesOf({ counts }: Provisioning): readonly Line[] {
  return [
    {
      icon: IconRefresh,
      word: 'SCIM',
      what: 'made by pushes',
      count: counts.scim,
      filter: { source: ['scim'] },
    },
    {
      icon: IconLogin2,
      word: 'JIT',
      what: 'first SSO sign-in',
      count: counts.jit,
      filter: { source: ['jit'] },
    },
    {
      icon: IconMail,
      word: 'Invited',
      what: 'by an admin',
      count: counts.invited,
      filter: { source: ['invited'] },
    },
    {
      icon: IconMailForward,
      word: 'Pending invite',
      what: 'not accepted yet',
      count: counts.openInvites,
      filter: { status: ['pending'] },
    },
  ];
}

interface PeopleBySourceProps {
  readonly provisioning: Provisioning;
  readonly onShowPeople: (filter: PeopleFilter) => void;
}

/** How many people came which way; each line opens them in Users. */
export function PeopleBySource({ provisioning, onShowPeople }: PeopleBySourceProps) {
  const lastSyncAt = useSyncStatus()?.lastSyncAt ?? null;
  const lines = linesOf(provisioning);
  const most = Math.max(1, ...lines.map(({ count }) => count));
  const { scimTeams } = provisioning.counts;
  return (
    <section className={panel.panel} aria-label="People and teams by source">
      <header className={panel.head}>
        <h2>People and teams by source</h2>
        <span className={panel.headEnd}>
          <AsOfBadge at={lastSyncAt} />
        </span>
      </header>
      <ul className={classes.lines}>
        {lines.map(({ icon: SourceIcon, word, what, count, filter }) => (
          <li key={word}>
            <button
              type="button"
              className={classes.line}
              aria-label={`${word}: ${countOf(count, 'person', 'people')}. Show in Users`}
              onClick={() => onShowPeople(filter)}
            >
              <SourceIcon size={16} aria-hidden />
              <span className={classes.word}>
                {word} <span>{what}</span>
              </span>
              <span className={classes.track} aria-hidden>
                <span style={{ width: `${(count / most) * 100}%` }} />
              </span>
              <span className={classes.count}>{countText(count)}</span>
              <IconChevronRight size={14} aria-hidden />
            </button>
          </li>
        ))}
        <li className={classes.line} data-plain>
          <IconRefresh size={16} aria-hidden />
          <span className={classes.word}>
            Teams from SCIM <span>IdP groups</span>
          </span>
          <span />
          <span className={classes.count}>{countText(scimTeams)}</span>
        </li>
      </ul>
      <p className={panel.foot}>Counted in the local copy. A switch of the mode changes nobody’s source.</p>
    </section>
  );
}
