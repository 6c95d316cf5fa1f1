import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SeenNumbers } from '../../../../src-main/sync/seen-numbers.ts';

test('behaves as a set of numbers', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 200_000 })), fc.array(fc.nat(200_000)), (added, asked) => {
      const seen = new SeenNumbers();
      const set = new Set<number>();
      for (const n of added) {
        expect(seen.add(n)).toBe(!set.has(n));
        set.add(n);
      }
      expect(seen.size).toBe(set.size);
      for (const n of [...asked, ...added]) expect(seen.has(n)).toBe(set.has(n));
    }),
  );
});
