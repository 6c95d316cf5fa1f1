type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** A key press as one word: `j`, `Shift j`, `Ctrl k`, `?`, `ArrowDown`. On macOS Cmd counts as Ctrl. */
export function keyName(event: KeyPress, system: 'mac' | 'other'): string {
  const isLetter = /^\p{L}$/u.test(event.key);
  const key = isLetter ? event.key.toLowerCase() : event.key;
  const hasShift = event.shiftKey && (isLetter || event.key.length > 1);
  const hasCtrl = system === 'mac' ? event.metaKey : event.ctrlKey;
  return [event.altKey && 'Alt', hasCtrl && 'Ctrl', hasShift && 'Shift', key].filter(Boolean).join(' ');
}
