import { useEffect, useRef } from 'react';
import { keyName } from './key-name.ts';

/** Key names as `keyName` gives them, and what they do. `not-mine` leaves the key to whoever else listens. */
export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => unknown>>;

const system = navigator.userAgent.includes('Macintosh') ? 'mac' : 'other';

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select, input:not([type="checkbox"], [type="radio"], [type="button"])'));

/** In a field these belong to the text, and Enter or Space on a button belong to the button. */
const ofFields = /^Ctrl [acvxyz]$|^Ctrl Shift z$/;
const ofButtons = /^(Enter| )$/;
/** Keys that may be held down. */
const ofMoves = /^(Shift )?(j|k|f|Arrow\w+|Page\w+|Home|End)$/;

/** A dialog, a menu or a list of choices that is on screen; closed lists stay in the page, hidden. */
const isSomethingOpen = (): boolean =>
  [...document.querySelectorAll('[role="dialog"][aria-modal="true"], [role="menu"], [role="listbox"]')].some(
    (element) => element.checkVisibility(),
  );

interface KeyOptions {
  readonly when?: boolean;
  /** Whether keys without Ctrl act at all; an admin may turn them off. */
  readonly letters?: boolean;
  /** Asked before everybody who is not: what is on screen goes before what works everywhere. */
  readonly isFirst?: boolean;
}

/**
 * Listens to keys while a screen shows. Single keys act outside fields only; nothing acts while a dialog or a
 * menu is open, since those have keys of their own.
 */
export function useKeys(
  keys: KeyMap,
  { when = true, letters = true, isFirst = false }: KeyOptions = {},
): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!when) return;
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const name = keyName(event, system);
      const act = Object.hasOwn(latest.current, name) ? latest.current[name] : undefined;
      if (!act) return;
      if (isSomethingOpen()) return;
      const isChord = name.startsWith('Ctrl ') || name.startsWith('Alt ');
      if (isField(event.target) && (!isChord || ofFields.test(name))) return;
      // What is held down acts once, but for moving about: what it opens or brings under the focus would hear the same key.
      if (event.repeat && !ofMoves.test(name)) {
        event.preventDefault();
        return;
      }
      if (ofButtons.test(name) && event.target instanceof HTMLElement && event.target.closest('button, a'))
        return;
      if (!letters && !isChord && /^(Shift )?\S$/.test(name)) return;
      if (act(event) !== 'not-mine') event.preventDefault();
    };
    window.addEventListener('keydown', listen, { capture: isFirst });
    return () => window.removeEventListener('keydown', listen, { capture: isFirst });
  }, [when, letters, isFirst]);
}
