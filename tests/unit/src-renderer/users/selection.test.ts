import { expect, test } from 'vitest';
import {
  withAdded,
  withAll,
  withNone,
  withoutGone,
  withToggled,
} from '../../../../src-renderer/screens/users/selection.ts';

const empty = { selected: new Set<string>(), allOf: null, selectionVersion: 0 };

test('toggling selects, and takes out again', () => {
  const one = withToggled(empty, 'a');
  expect([...one.selected]).toEqual(['a']);
  expect([...withToggled(one, 'a').selected]).toEqual([]);
});

test('every change is a new set with a higher version; the former one stays as it was', () => {
  const one = withToggled(empty, 'a');
  const two = withAdded(one, ['b', 'a']);
  expect([...one.selected]).toEqual(['a']);
  expect([...two.selected]).toEqual(['a', 'b']);
  expect(two.selectionVersion).toBe(2);
});

test('"all that match" ends when somebody is picked by hand, and survives that people vanish', () => {
  const all = withAll(empty, ['a', 'b', 'c'], 'query');
  expect(all.allOf).toBe('query');
  expect(withToggled(all, 'b').allOf).toBeNull();
  const left = withoutGone(all, ['b', 'unknown']);
  expect([...left.selected]).toEqual(['a', 'c']);
  expect(left.allOf).toBe('query');
  expect(withNone(all)).toEqual({ selected: new Set(), allOf: null, selectionVersion: 2 });
});
