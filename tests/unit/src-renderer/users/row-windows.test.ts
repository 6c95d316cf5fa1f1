import { describe, expect, test } from 'vitest';
import { movedIndex, placesBetween } from '../../../../src-renderer/screens/users/row-moves.ts';
import { windowOf, windowOffsets } from '../../../../src-renderer/screens/users/row-windows.ts';

describe('windows of 200 rows', () => {
  test('the one on screen, and its neighbour when the edge is near', () => {
    expect(windowOffsets(0, 40, 1000)).toEqual([0]);
    expect(windowOffsets(120, 160, 1000)).toEqual([0, 200]);
    expect(windowOffsets(230, 270, 1000)).toEqual([0, 200]);
    expect(windowOffsets(280, 320, 1000)).toEqual([200]);
  });

  test('never past the last row', () => {
    expect(windowOffsets(160, 199, 200)).toEqual([0]);
    expect(windowOffsets(0, 0, 0)).toEqual([0]);
    expect(windowOffsets(999_960, 999_999, 1_000_000)).toEqual([999_800]);
  });

  test('each row has one window', () => {
    expect([0, 199, 200, 401].map(windowOf)).toEqual([0, 0, 200, 400]);
  });
});

describe('moving the focus', () => {
  test.each([
    ['j', 5, 6],
    ['k', 0, 0],
    ['ArrowDown', 99, 99],
    ['Home', 50, 0],
    ['End', 0, 99],
    ['PageDown', 0, 20],
    ['PageUp', 10, 0],
    ['q', 7, 7],
  ])('%s from row %i goes to %i', (key, from, to) => {
    expect(movedIndex(key, from, 20, 100)).toBe(to);
  });

  test('an empty list has no place but the first', () => {
    expect(movedIndex('End', 0, 20, 0)).toBe(0);
  });

  test('extending covers both ends, whatever the direction', () => {
    expect(placesBetween(3, 6)).toEqual([3, 4, 5, 6]);
    expect(placesBetween(6, 3)).toEqual([3, 4, 5, 6]);
    expect(placesBetween(2, 2)).toEqual([2]);
  });
});
