import { notifications } from '@mantine/notifications';
import { IconAlertCircle, IconAlertTriangle, IconCircleCheckFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Failure } from '../../src-contract/outcome.ts';
import { KeyCap } from './KeyCap.tsx';
import { LinkButton } from './LinkButton.tsx';
import classes from './toast.module.css';

const toastMs = 10_000;

interface ToastAction {
  readonly label: string;
  readonly keys?: string;
  readonly run: () => void;
}

interface ToastContent {
  readonly look: 'ok' | 'warn' | 'danger';
  readonly text: ReactNode;
  readonly action?: ToastAction | undefined;
  readonly onClose?: () => void;
}

const icons = { ok: IconCircleCheckFilled, warn: IconAlertTriangle, danger: IconAlertCircle };

/** Shows a line at the bottom for 10 s, with at most one action. Out: its id, for `closeToast`. */
export function tell({ look, text, action, onClose }: ToastContent): string {
  const Icon = icons[look];
  const id = notifications.show({
    autoClose: toastMs,
    withCloseButton: true,
    ...(onClose ? { onClose } : {}),
    closeButtonProps: { 'aria-label': 'Close' },
    role: look === 'danger' ? 'alert' : 'status',
    className: classes.toast ?? '',
    message: (
      <div className={classes.line} data-look={look}>
        <Icon size={16} aria-hidden />
        <span className={classes.words}>{text}</span>
        {action && (
          <span className={classes.action}>
            <LinkButton
              onClick={() => {
                notifications.hide(id);
                action.run();
              }}
            >
              {action.label}
            </LinkButton>
            {action.keys && <KeyCap keys={action.keys} />}
          </span>
        )}
      </div>
    ),
  });
  return id;
}

/** Takes a toast away before its time. */
export function closeToast(id: string): void {
  notifications.hide(id);
}

/** Says that something failed which has no place of its own on the screen. */
export function tellFailure(failure: Failure): void {
  tell({
    look: 'danger',
    text: (
      <>
        <bdi>{failure.sentence}</bdi> {failure.changed} {failure.next}
      </>
    ),
  });
}
