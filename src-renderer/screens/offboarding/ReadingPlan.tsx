import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { OffboardingRead } from '../../../src-contract/offboarding.ts';
import { useAnnounced } from '../../bridge/use-announced.ts';
import { Ring } from '../../kit/Ring.tsx';
import classes from './OffboardingScreen.module.css';

const lines: readonly { readonly read: OffboardingRead; readonly words: string }[] = [
  { read: 'people', words: 'The account and its invite' },
  { read: 'teams', words: 'Teams, members and managers' },
  { read: 'roles', words: 'Roles on resources, and who else holds them' },
  { read: 'tokens', words: 'Personal access tokens' },
];

interface ReadingPlanProps {
  readonly tenantId: string;
  /** `failed`: lines that are not ticked could not be read. */
  readonly is: 'reading' | 'failed';
}

/** What stands while the plan is read: a line per read, ticked as main tells that it is done. */
export function ReadingPlan({ tenantId, is }: ReadingPlanProps) {
  const [done, setDone] = useState<ReadonlySet<OffboardingRead>>(new Set());
  useAnnounced((change) => {
    if (change.what !== 'offboarding-read' || change.tenantId !== tenantId) return;
    setDone((known) => new Set(known).add(change.read));
  });
  return (
    <section className={classes.reading} role="status" aria-label="Reading what blocks the deletion">
      <h2>{is === 'failed' ? 'The plan cannot be built' : 'Reading what blocks the deletion'}</h2>
      <ul>
        {lines.map(({ read, words }) => (
          <li key={read}>
            {done.has(read) ? (
              <IconCheck size={16} className={classes.ok} role="img" aria-label="Read" />
            ) : is === 'failed' ? (
              <IconX size={16} className={classes.notRead} role="img" aria-label="Not read" />
            ) : (
              <Ring share="unknown" />
            )}
            {words}
          </li>
        ))}
      </ul>
    </section>
  );
}
