import { expect, test } from 'vitest';
import { keyName } from '../../../../src-renderer/kit/key-name.ts';

const press = (key: string, held: ('ctrl' | 'shift' | 'alt')[] = []) => ({
  key,
  ctrlKey: held.includes('ctrl'),
  metaKey: false,
  shiftKey: held.includes('shift'),
  altKey: held.includes('alt'),
});

test.each([
  [press('j'), 'j'],
  [press('J', ['shift']), 'Shift j'],
  [press('J'), 'j'],
  [press('?', ['shift']), '?'],
  [press('k', ['ctrl']), 'Ctrl k'],
  [press('ArrowDown', ['shift']), 'Shift ArrowDown'],
  [press('1', ['ctrl']), 'Ctrl 1'],
  [press('t', ['alt']), 'Alt t'],
])('%o is %s', (event, name) => {
  expect(keyName(event, 'other')).toBe(name);
});

test('on macOS Cmd is Ctrl', () => {
  expect(keyName({ ...press('k'), metaKey: true }, 'mac')).toBe('Ctrl k');
  expect(keyName(press('k', ['ctrl']), 'mac')).toBe('k');
});
