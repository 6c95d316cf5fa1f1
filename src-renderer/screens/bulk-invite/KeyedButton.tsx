import { GuardedButton } from '../../kit/GuardedButton.tsx';
import classes from './KeyedButton.module.css';

interface KeyedButtonProps {
  readonly label: string;
  readonly blockedBecause: string | null;
  readonly isSending: boolean;
  readonly onClick: () => void;
}

/** The button that leads to the next step, with its key. */
export function KeyedButton({ label, blockedBecause, isSending, onClick }: KeyedButtonProps) {
  return (
    <GuardedButton
      size="md"
      variant="filled"
      blockedBecause={blockedBecause}
      loading={isSending}
      aria-keyshortcuts="Control+Enter"
      rightSection={
        <kbd className={classes.key} aria-hidden>
          Ctrl Enter
        </kbd>
      }
      onClick={onClick}
    >
      {label}
    </GuardedButton>
  );
}
