import { Button } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Failure } from '../../src-contract/outcome.ts';
import { Dialog } from './Dialog.tsx';
import { FailureNotice } from './FailureNotice.tsx';

interface ConfirmDialogProps {
  /** A question with the verb and the object: `Deactivate 2 people?` */
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
  /** What stands at the left of the buttons, such as how fresh the figures are. */
  readonly note?: ReactNode;
  /** The verb and the number: `Deactivate 2`. */
  readonly confirmLabel: string;
  readonly look?: 'destructive' | 'plain';
  /** Where `Cancel` could be taken for what is asked about. */
  readonly cancelLabel?: string;
  /** Everything that the dialog asks is filled in. */
  readonly isReady: boolean;
  readonly isSending: boolean;
  readonly failure?: Failure | null;
  /** A step out of the failure, such as a fresh preview. */
  readonly failureAction?: ReactNode;
  /** Another way to what is asked, such as staging it; stands left of Cancel. */
  readonly otherWay?: ReactNode;
  readonly width?: 520 | 560 | 800;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/**
 * A dialog that changes something (design guide, section 9). The red button is never focused first and Enter
 * never triggers it; Ctrl Enter does, once everything is filled in. Cancel and Esc change nothing.
 */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    look = 'destructive',
    isReady,
    isSending,
    failure = null,
    width = 520,
    onConfirm,
    onCancel,
  } = props;
  const confirm = (): void => {
    if (isReady && !isSending) onConfirm();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.defaultPrevented) return;
    const isOnRed = event.target instanceof HTMLElement && event.target.dataset.destructive !== undefined;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      confirm();
    }
    // Enter on the red button would count as a click.
    else if (isOnRed) event.preventDefault();
  };
  return (
    <Dialog
      title={props.title}
      lead={props.lead}
      note={props.note}
      width={width}
      onClose={onCancel}
      onKeyDown={onKeyDown}
      actions={
        <>
          {props.otherWay}
          <Button size="md" onClick={onCancel}>
            {props.cancelLabel ?? 'Cancel'}
          </Button>
          <Button
            size="md"
            variant="filled"
            color={look === 'destructive' ? 'red' : 'cobalt'}
            data-destructive={look === 'destructive' ? '' : undefined}
            disabled={!isReady}
            loading={isSending}
            aria-keyshortcuts="Control+Enter"
            onClick={confirm}
          >
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      {props.children}
      {failure && <FailureNotice failure={failure} action={props.failureAction} />}
    </Dialog>
  );
}
