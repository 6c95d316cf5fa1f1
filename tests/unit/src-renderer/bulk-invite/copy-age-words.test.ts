import { describe, expect, it } from 'vitest';
import { clockText } from '../../../../src-renderer/kit/moment-text.ts';
import { copyAgeWords } from '../../../../src-renderer/screens/bulk-invite/copy-age-words.ts';

const asOf = '2026-11-29T12:00:00.000Z';
const minutesLater = (minutes: number): number => Date.parse(asOf) + minutes * 60_000;

describe('condition 56: a preview says from when its copy is', () => {
  it('nothing while the copy is fresh and the tenant can be asked', () => {
    expect(copyAgeWords(asOf, minutesLater(5), 'in-reach')).toBeNull();
  });

  it.each([
    ['in-reach', 6, 'Each person is looked up again before anything is sent.'],
    ['away', 1, 'The tenant cannot be asked now; each person is looked up before anything is sent.'],
    ['away', 60 * 30, 'The tenant cannot be asked now; each person is looked up before anything is sent.'],
  ] as const)('the time of the copy: tenant %s, %i minutes old', (tenant, minutes, rest) => {
    const now = minutesLater(minutes);
    expect(copyAgeWords(asOf, now, tenant)).toEqual({ from: `From cache of ${clockText(asOf, now)}`, rest });
  });

  it('that there is none before the first sync', () => {
    expect(copyAgeWords(null, minutesLater(0), 'in-reach')?.from).toBe('Not synced yet');
  });
});
