import {
  type Icon,
  IconCircleCheckFilled,
  IconCircleXFilled,
  IconClockPause,
  IconExclamationCircle,
  IconMinus,
  IconPlayerPause,
} from '@tabler/icons-react';
import type { Job, JobState, UndoPlan } from '../../src-contract/jobs.ts';
import { countOf, countText } from '../kit/format-number.ts';

interface StateWords {
  readonly word: string;
  /** Null: a progress ring stands there. */
  readonly icon: Icon | null;
  readonly look: 'accent' | 'ok' | 'warn' | 'danger' | 'dimmed';
}

/** The words, icons and colours of job states: design guide, section 5. */
export const jobStateWords = {
  queued: { word: 'Queued', icon: null, look: 'accent' },
  running: { word: 'Running', icon: null, look: 'accent' },
  waiting: { word: 'Waiting for server', icon: IconClockPause, look: 'warn' },
  paused: { word: 'Paused', icon: IconPlayerPause, look: 'warn' },
  done: { word: 'Done', icon: IconCircleCheckFilled, look: 'ok' },
  'done-with-failures': { word: 'Done with failures', icon: IconExclamationCircle, look: 'warn' },
  failed: { word: 'Failed', icon: IconCircleXFilled, look: 'danger' },
  cancelled: { word: 'Cancelled', icon: IconMinus, look: 'dimmed' },
} as const satisfies Record<JobState, StateWords>;

/** How many rows of a job are settled one way or the other. */
export function settledRows(job: Job): number {
  const { done, failed, skipped } = job.counts;
  return done + failed + skipped;
}

/** Share of a job that is settled, 0 to 1. */
export function jobShare(job: Job): number {
  return job.total === 0 ? 0 : settledRows(job) / job.total;
}

const people = (count: number): string => countOf(count, 'person', 'people');

const doneWords: Record<Job['kind'], (done: number) => string> = {
  invite: (done) => `${people(done)} invited`,
  'bulk-invite': (done) => `${people(done)} invited`,
  'invite-again': (done) => `${people(done)} invited again`,
  'withdraw-invite': (done) => `${countOf(done, 'invite', 'invites')} withdrawn`,
  'change-role': (done) => `Role of ${people(done)} changed`,
  'password-reset': (done) => `Password email sent to ${people(done)}`,
  offboard: (done) => `${countOf(done, 'step', 'steps')} of the deletion done`,
  'save-team': (done) => (done === 0 ? 'Nothing was changed' : 'Team saved'),
  'delete-team': (done) => `${countOf(done, 'team', 'teams')} deleted`,
  'add-to-teams': (done) => `${countOf(done, 'team', 'teams')} changed`,
  staged: (done) => `${countOf(done, 'staged change', 'staged changes')} applied`,
  deactivate: (done) => `${people(done)} deactivated`,
  activate: (done) => `${people(done)} reactivated`,
  undo: (done) => `Undone, ${countOf(done, 'change', 'changes')} put back`,
  'switch-mode': () => 'Provisioning mode switched',
  'scim-token': (done) => (done === 0 ? 'The SCIM token stays' : 'SCIM token revoked'),
};

/**
 * What a job did, in one line: `2 people deactivated, 1 skipped`. Counts are those the tenant confirmed. In: how
 * many people or changes are done, where that is not the count of rows (an invite has rows for teams too).
 */
export function jobOutcomeText(job: Job, done = job.counts.done): string {
  const { failed, skipped, unknown } = job.counts;
  return [
    doneWords[job.kind](done),
    failed > 0 && `${countText(failed)} failed`,
    unknown > 0 && `${countText(unknown)} not known`,
    skipped > 0 && `${countText(skipped)} skipped`,
  ]
    .filter((part): part is string => typeof part === 'string')
    .join(', ');
}

/** What putting back comes to, by the verb that is sent for it. */
const undoWords: Readonly<Record<string, readonly [one: string, many: string]>> = {
  'users/withdraw-invite': ['invite withdrawn', 'invites withdrawn'],
  'users/deactivate': ['person deactivated again', 'people deactivated again'],
  'users/activate': ['person reactivated', 'people reactivated'],
  'users/change-role': ['role set back', 'roles set back'],
  'teams/edit-team': ['team set back', 'teams set back'],
  'teams/add-members': ['team filled again', 'teams filled again'],
  'teams/delete-team': ['team deleted', 'teams deleted'],
};

/** The changes of an undo summed up: `23 invites withdrawn, 2 teams set back`. */
export function undoSums(sums: UndoPlan['sums']): string {
  return sums
    .flatMap(({ action, count }) => {
      const words = undoWords[action];
      return words === undefined ? [] : [countOf(count, words[0], words[1])];
    })
    .join(', ');
}
