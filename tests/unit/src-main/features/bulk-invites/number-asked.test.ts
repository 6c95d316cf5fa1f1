import { describe, expect, it } from 'vitest';
import { askNumber } from '../../../../../src-main/features/bulk-invites/number-asked.ts';

const asked = (environment: Parameters<typeof askNumber>[0]['environment'], people: number, size: number) =>
  askNumber({ environment, people, tenantSize: size });

describe('condition 67: the number of people is typed', () => {
  it.each([
    ['production', 25, 20, null],
    ['production', 26, 10_000, 26],
    ['staging', 250, 10_000, null],
    ['staging', 251, 10_000, 251],
    ['development', 251, 0, 251],
    // Filling a small tenant is ordinary; doubling a grown one is not.
    ['development', 250, 50, null],
    ['development', 30, 60, null],
    ['development', 31, 60, 31],
    ['staging', 26, 51, 26],
    ['sandbox', 150_000, 300, null],
  ] as const)('%s, %i people into a tenant of %i: %s', (environment, people, size, number) => {
    expect(asked(environment, people, size).typeNumber).toBe(number);
  });

  it.each([
    ['staging', 312, 1284, '312 people, 24 % of the 1,284 whom this tenant has.'],
    ['production', 26, 12_840, '26 people in Production, less than 1 % of the 12,840 whom this tenant has.'],
    ['development', 1200, 300, '1,200 people, more than the 300 whom this tenant has.'],
    ['staging', 300, 0, '300 people, and this tenant has nobody yet.'],
  ] as const)('and says why: %s, %i into %i', (environment, people, size, why) => {
    expect(asked(environment, people, size).typeWhy).toBe(why);
  });

  it('says nothing where nothing is asked', () => {
    expect(asked('staging', 3, 1000)).toEqual({ typeNumber: null, typeWhy: null });
  });
});
