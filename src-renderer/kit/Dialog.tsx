import { Modal } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import classes from './Dialog.module.css';

interface DialogProps {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
  /** Left of the buttons. */
  readonly note?: ReactNode;
  /** Buttons at the foot; without them there is a cross at the top. */
  readonly actions?: ReactNode;
  readonly width?: 520 | 560 | 800;
  readonly onClose: () => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

/** The frame of every dialog: title, body that scrolls, foot. Esc closes it, and focus goes back to the opener. */
export function Dialog({
  title,
  lead,
  children,
  note,
  actions,
  width = 560,
  onClose,
  onKeyDown,
}: DialogProps) {
  // The dialog leaves with its owner's state, before Mantine could give the focus back.
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body;
        if (isLost && opener instanceof HTMLElement && opener.isConnected)
          opener.focus({ preventScroll: true });
      });
    },
    [opener],
  );
  return (
    <Modal.Root opened onClose={onClose} size={width} closeOnClickOutside={actions === undefined}>
      <Modal.Overlay />
      <Modal.Content className={classes.content ?? ''}>
        {/* Mantine drops onKeyDown of its own element. */}
        <div className={classes.frame} {...(onKeyDown ? { onKeyDown } : {})}>
          <div className={classes.top}>
            <div className={classes.heading}>
              <Modal.Title component="h2" className={classes.title ?? ''}>
                {title}
              </Modal.Title>
              {lead !== undefined && <div className={classes.lead}>{lead}</div>}
            </div>
            {actions === undefined && <Modal.CloseButton aria-label="Close" />}
          </div>
          <Modal.Body className={classes.body ?? ''}>{children}</Modal.Body>
          {actions !== undefined && (
            <div className={classes.foot}>
              <div className={classes.note}>{note}</div>
              {actions}
            </div>
          )}
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}
