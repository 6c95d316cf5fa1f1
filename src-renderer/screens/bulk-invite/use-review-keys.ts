import { useKeys } from '../../kit/use-keys.ts';
import { useSession } from '../../session/session.ts';

const page = 15;
const isMac = navigator.userAgent.includes('Macintosh');

interface ReviewKeys {
  readonly focused: number;
  readonly matches: number;
  readonly onFocus: (index: number) => void;
  readonly onEdit: () => void;
  readonly onNextProblem: () => void;
  readonly onDecide: () => void;
  readonly onLeaveOut: () => void;
  readonly onCompare: () => void;
  readonly onFixAlike: () => void;
  readonly onUndo: () => void;
  readonly onStart: () => void;
}

/** The keys of the review: design guide, section 10. In fields only Ctrl Enter acts, and the field keeps that too. */
export function useReviewKeys({
  focused,
  matches,
  onFocus,
  onEdit,
  onNextProblem,
  onDecide,
  onLeaveOut,
  onCompare,
  onFixAlike,
  onUndo,
  onStart,
}: ReviewKeys): void {
  const letters = useSession((session) => session.letterKeys) === 'on';
  const move = (by: number) => (): void => onFocus(Math.max(0, Math.min(matches - 1, focused + by)));
  // Deleting is meant for what has the focus: a box at the side is no row.
  const leaveOut = ({ target }: KeyboardEvent): unknown =>
    target === document.body || (target instanceof Element && target.closest('[role="grid"]'))
      ? onLeaveOut()
      : 'not-mine';
  useKeys(
    {
      j: move(1),
      ArrowDown: move(1),
      k: move(-1),
      ArrowUp: move(-1),
      PageDown: move(page),
      PageUp: move(-page),
      Home: move(-matches),
      End: move(matches),
      Enter: onEdit,
      f: onNextProblem,
      x: onDecide,
      c: onCompare,
      a: onFixAlike,
      Delete: leaveOut,
      // The key that a Mac calls delete; elsewhere it means back.
      ...(isMac ? { Backspace: leaveOut } : {}),
      'Ctrl Enter': onStart,
    },
    { letters },
  );
  // Here it is never about what a toast offers to undo, which would be sent to the tenant: also when nothing is left to undo.
  useKeys({ 'Ctrl z': onUndo }, { isFirst: true });
}
