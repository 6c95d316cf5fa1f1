import type { Clock } from '../../tenant-api/clock.ts';
import type { CheckId } from './check-catalogue.ts';
import { type Finding, type Notes, skipped } from './notes.ts';
import type { OtherViews } from './other-views.ts';
import type { OwnThings } from './own-things.ts';
import type { ProbeNames } from './scim-bodies.ts';

/** What a dialect probe works with. */
export interface ProbeDoors {
  own: OwnThings;
  notes: Notes;
  names: ProbeNames;
  clock: Clock;
  views: OtherViews | null;
  until: AbortSignal;
  /** What REST and the copy showed otherwise, in words; filled on the way. */
  restDiffers: string[];
  /** How often REST was asked and answered. */
  restAsked: { times: number };
}

/** Runs one check with its time; a run that was ended notes it as skipped. */
export async function check(doors: ProbeDoors, id: CheckId, look: () => Promise<Finding>): Promise<Finding> {
  if (doors.until.aborted) {
    const finding = skipped('Cancelled before');
    doors.notes.note(id, finding, null);
    return finding;
  }
  const begun = doors.clock.monotonicMs();
  const finding = await look();
  doors.notes.note(id, finding, Math.max(0, Math.round(doors.clock.monotonicMs() - begun)));
  return finding;
}

const restWaitMs = 1500;
const restTries = 4;

/** Compares what REST shows with what SCIM was told; a tenant may need a few seconds until both say the same. */
export async function compareRest(
  doors: ProbeDoors,
  step: string,
  look: (views: OtherViews) => Promise<string | null | 'unknown'>,
): Promise<void> {
  const { views, until, clock } = doors;
  if (views === null || until.aborted) return;
  let seen: string | null = null;
  for (let turn = 1; turn <= restTries; turn++) {
    seen = await look(views);
    if (seen === 'unknown') return;
    if (seen === null) break;
    if (turn < restTries) await clock.wait(restWaitMs, until).catch(() => undefined);
  }
  doors.restAsked.times++;
  if (seen !== null) doors.restDiffers.push(`${step}: ${seen}`);
}
