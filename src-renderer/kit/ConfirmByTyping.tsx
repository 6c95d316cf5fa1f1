import { TextInput } from '@mantine/core';
import { KeyCap } from './KeyCap.tsx';

interface ConfirmByTypingProps {
  /** What must be typed, exactly. */
  readonly wanted: string;
  /** What it is: `the number of people`, `the tenant name`. */
  readonly what: string;
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

/** Whether the typed text is the wanted one, commas of numbers and spaces at the ends aside. Main checks it once more. */
export function isTyped(wanted: string, typed: string): boolean {
  return typed.trim().replaceAll(',', '') === wanted.trim().replaceAll(',', '');
}

/** A field in which something must be typed before a change with many or lasting effects. */
export function ConfirmByTyping({ wanted, what, typed, onType }: ConfirmByTypingProps) {
  return (
    <TextInput
      label={
        <>
          Type <bdi>{wanted}</bdi>, {what}
        </>
      }
      size="md"
      value={typed}
      autoComplete="off"
      spellCheck={false}
      rightSection={isTyped(wanted, typed) && <KeyCap keys="Ctrl Enter" />}
      rightSectionWidth={96}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  );
}
