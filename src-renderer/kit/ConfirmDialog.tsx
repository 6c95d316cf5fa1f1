import { Button, Modal } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useId } from 'react';
import type { Failure } from '../../src-contract/outcome.ts';
import classes from './ConfirmDialog.module.css';
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
  /** Everything that the dialog asks is filled in. */
  readonly isReady: boolean;
  readonly isSending: boolean;
  readonly failure?: Failure | null;
  readonly width?: 520 | 560 | 800;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/**
 * The frame of a dialog that changes something (design guide, section 9). The red button is never focused
 * first and Enter never triggers it; Ctrl Enter does, once everything is filled in. In a plain dialog Enter
 * in a field confirms too. Cancel and Esc change nothing.
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
  const leadId = useId();
  const confirm = (): void => {
    if (isReady && !isSending) onConfirm();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      confirm();
    }
    // Enter on the red button would be a click: refused, so that a held Enter can never run through.
    else if (event.target instanceof HTMLElement && event.target.dataset.destructive) event.preventDefault();
  };
  return (
    <Modal.Root opened onClose={onCancel} size={width} closeOnClickOutside={false} aria-describedby={leadId}>
      <Modal.Overlay />
      <Modal.Content onKeyDown={onKeyDown}>
        <div className={classes.top}>
          <Modal.Title component="h2" className={classes.title ?? ''}>
            {props.title}
          </Modal.Title>
          {props.lead && (
            <p id={leadId} className={classes.lead}>
              {props.lead}
            </p>
          )}
        </div>
        <Modal.Body className={classes.body ?? ''}>
          {props.children}
          {failure && <FailureNotice failure={failure} />}
        </Modal.Body>
        <div className={classes.foot}>
          <div className={classes.note}>{props.note}</div>
          <Button size="md" onClick={onCancel}>
            Cancel
          </Button>
          <Button
            size="md"
            variant="filled"
            color={look === 'destructive' ? 'red' : 'cobalt'}
            data-destructive={look === 'destructive' || undefined}
            disabled={!isReady}
            loading={isSending}
            title="Ctrl Enter"
            onClick={confirm}
          >
            {props.confirmLabel}
          </Button>
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}
