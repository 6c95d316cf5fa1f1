import type { TrailLine, TrailResult, TrailState } from '../../../src-contract/audit-log.ts';
import { countText } from '../../kit/format-number.ts';
import { clockText, dayText } from '../../kit/moment-text.ts';
import type { TrailSpan } from './activity-view.ts';

export const spanWords: Record<TrailSpan, string> = {
  today: 'Today',
  'last-7-days': 'Last 7 days',
  'last-30-days': 'Last 30 days',
  all: 'All time',
};

export const showWords = { results: 'Results', everything: 'Results and intents' } as const;

const resultWords: Record<TrailResult, string> = {
  sending: ', sending',
  done: '',
  failed: ', failed',
  skipped: ', left out',
  unknown: ', not known',
};

/** What was done, with how it ended unless that was well: `Invited`, `Invited, failed`. */
export function whatText({ action, result }: Pick<TrailLine, 'action' | 'result'>): string {
  return `${action}${resultWords[result]}`;
}

type Broken = Extract<TrailState, { is: 'broken' }>;

/** The state of the chain in a line: design guide, section 5. */
export function stateText(state: TrailState, nowMs: number): string {
  switch (state.is) {
    case 'not-checked':
      return 'Not checked yet';
    case 'checking':
      return 'Checking the chain';
    case 'unbroken':
      if (state.entries === 0) return `Nothing to check at ${clockText(state.checkedAt, nowMs)}`;
      return `Unbroken: ${countText(state.entries)} ${state.entries === 1 ? 'entry' : 'entries'} checked at ${clockText(state.checkedAt, nowMs)}`;
    case 'broken':
      return `Breaks at entry ${countText(state.entry)}`;
  }
}

const causes: Record<Broken['what'], (entry: string) => string> = {
  changed: (entry) => `Entry ${entry} was changed outside Tenantry`,
  missing: (entry) => `Entry ${entry} is missing`,
  exchanged: (entry) => `Entry ${entry} does not follow the one before it: it was put in or exchanged`,
  'end-missing': (entry) => `Entry ${entry} and those after it were recorded once and are missing`,
  rewritten: (entry) => `Entry ${entry} is not the one that was recorded: the trail was written anew`,
  'added-outside': (entry) => `Entry ${entry} and those after it were added while Tenantry was closed`,
  'note-missing': () => 'The note of where the trail ends (trail-heads.json) was taken away',
  'note-changed': () => 'The note of where the trail ends (trail-heads.json) was changed',
};

/** Why a trail is broken, in sentences: what fits, what does not, since when. */
export function breakText({ entry, what, lastFitAt }: Broken): string {
  const isNote = what === 'note-missing' || what === 'note-changed';
  const fitting = isNote
    ? 'The entries fit each other.'
    : entry > 1
      ? `Entries 1 to ${countText(entry - 1)} fit.`
      : 'No entry before it fits.';
  const when = lastFitAt === null ? '' : ` after ${dayText(lastFitAt)}`;
  const after = isNote ? ', so nobody can tell whether its end is whole' : when;
  return `${fitting} ${causes[what](countText(entry))}${after}.`;
}

/** A hash for people: the first three groups of it. */
export function hashText(hash: string): string {
  return hash === ''
    ? 'None, it is the first'
    : `${hash.slice(0, 4)} ${hash.slice(4, 8)} ${hash.slice(8, 12)} …`;
}
