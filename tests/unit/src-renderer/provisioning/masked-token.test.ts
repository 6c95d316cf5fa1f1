import { describe, expect, it } from 'vitest';
import { maskedToken, secondsText } from '../../../../src-renderer/screens/provisioning/masked-token.ts';

describe('a token that was just made', () => {
  it('shows as dots and its end', () => {
    expect(maskedToken('sNd3')).toBe('••••••••sNd3');
  });
});

describe('the countdown of the clipboard', () => {
  const end = '2026-11-23T12:01:00Z';
  it.each([
    ['2026-11-23T11:59:59Z', '60 s'],
    ['2026-11-23T12:00:30.500Z', '30 s'],
    ['2026-11-23T12:02:00Z', '0 s'],
  ])('at %s reads %s', (at, text) => {
    expect(secondsText(end, Date.parse(at))).toBe(text);
  });
});
