import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { MouseEventHandler, ReactNode, Ref } from 'react';

interface GuardedButtonProps extends ButtonProps {
  /** Why it does nothing now; null when it works. The button stays focusable, so that this can be read. */
  readonly blockedBecause: string | null;
  readonly onClick: MouseEventHandler<HTMLButtonElement>;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button that says why it is disabled: offline, signed out, locked by the identity provider. */
export function GuardedButton({ blockedBecause, onClick, children, ...rest }: GuardedButtonProps) {
  const button = (
    <Button
      {...rest}
      {...(blockedBecause === null ? {} : { 'aria-disabled': true })}
      onClick={(event) => {
        if (blockedBecause === null) onClick(event);
      }}
    >
      {children}
    </Button>
  );
  return blockedBecause === null ? button : <Tooltip label={blockedBecause}>{button}</Tooltip>;
}
