import { clockText } from '../../kit/moment-text.ts';

/** Above this age a preview is marked (design guide, section 9). */
const freshMs = 5 * 60_000;

export interface CopyAgeWords {
  readonly from: string;
  readonly rest: string;
}

/**
 * What a preview says of the age of the copy that it was made against: it is older than five minutes, or nobody can be asked
 * now (condition 56). Null for a fresh copy. In: its moment, null before the first sync; now; whether the tenant can be asked.
 */
export function copyAgeWords(
  asOf: string | null,
  nowMs: number,
  tenant: 'in-reach' | 'away',
): CopyAgeWords | null {
  const isFresh = asOf !== null && nowMs - Date.parse(asOf) <= freshMs;
  if (isFresh && tenant === 'in-reach') return null;
  return {
    from: asOf === null ? 'Not synced yet' : `From cache of ${clockText(asOf, nowMs)}`,
    rest:
      tenant === 'in-reach'
        ? 'Each person is looked up again before anything is sent.'
        : 'The tenant cannot be asked now; each person is looked up before anything is sent.',
  };
}
