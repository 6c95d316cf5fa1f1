import { countText } from '../../kit/format-number.ts';
import { KeyCap } from '../../kit/KeyCap.tsx';
import { showDialog } from '../../session/session.ts';
import classes from './UsersFooter.module.css';

interface UsersFooterProps {
  readonly focused: number;
  readonly matches: number;
  readonly selected: number;
}

const hints = [
  ['J', 'K', 'move'],
  ['X', 'select'],
  ['Enter', 'open'],
] as const;

/** The foot of the screen: where the focus is, and the keys used most. */
export function UsersFooter({ focused, matches, selected }: UsersFooterProps) {
  return (
    <footer className={classes.footer}>
      {matches > 0 && (
        <span>
          Row {countText(focused + 1)} of {countText(matches)}
        </span>
      )}
      {selected > 0 && <span>{countText(selected)} selected</span>}
      <span className={classes.keys}>
        {hints.map((hint) => (
          <span key={hint.join(' ')} className={classes.hint}>
            {hint.slice(0, -1).map((cap) => (
              <KeyCap key={cap} keys={cap} />
            ))}
            {hint.at(-1)}
          </span>
        ))}
        <button type="button" className={classes.hint} onClick={() => showDialog({ kind: 'keys' })}>
          <KeyCap keys="?" /> all keys
        </button>
      </span>
    </footer>
  );
}
