import { IconAlertCircle, IconLock, IconX } from '@tabler/icons-react';
import { type ClipboardEvent, type KeyboardEvent, useId, useState } from 'react';
import type { InviteVerdict } from '../../../src-contract/users.ts';
import { titleText, visibleText } from '../../kit/visible-text.ts';
import classes from './InviteDialog.module.css';
import { addressesIn } from './invite-plan.ts';

interface EmailsFieldProps {
  readonly emails: readonly string[];
  readonly verdicts: readonly InviteVerdict[];
  readonly anyway: readonly string[];
  readonly onAdd: (emails: readonly string[]) => void;
  readonly onRemove: (email: string) => void;
}

type Look = 'ready' | 'held' | 'bad' | 'known';

function lookOf(verdict: InviteVerdict | undefined, anyway: readonly string[]): Look {
  if (!verdict || verdict.verdict === 'ready') return 'ready';
  if (verdict.verdict === 'invalid') return 'bad';
  if (verdict.verdict === 'scim-domain') return anyway.includes(verdict.email) ? 'ready' : 'held';
  return 'known';
}

/** Addresses as tags: Enter, comma or space ends one, a pasted list gives many, Backspace takes the last. */
export function EmailsField({ emails, verdicts, anyway, onAdd, onRemove }: EmailsFieldProps) {
  const [text, setText] = useState('');
  const id = useId();
  const take = (typed: string): void => {
    const added = addressesIn(typed);
    if (added.length > 0) onAdd(added);
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const last = emails.at(-1);
    if (['Enter', ',', ';', ' '].includes(event.key) && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      take(text);
    } else if (event.key === 'Backspace' && text === '' && last !== undefined) onRemove(last);
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const pasted = event.clipboardData.getData('text/plain');
    if (addressesIn(pasted).length < 2) return;
    event.preventDefault();
    take(`${text} ${pasted}`);
  };
  return (
    <div>
      <label htmlFor={id} className={classes.label}>
        <strong>Emails</strong> <span className={classes.hint}>up to 20, paste a list if you have one</span>
      </label>
      <ul className={classes.field} aria-label="Addresses">
        {emails.map((email, at) => {
          const look = lookOf(verdicts[at], anyway);
          return (
            <li key={email} className={classes.tag} data-look={look}>
              {look === 'held' && <IconLock size={14} aria-hidden />}
              {look === 'bad' && <IconAlertCircle size={14} aria-hidden />}
              <bdi title={titleText(email)}>{visibleText(email)}</bdi>
              <button
                type="button"
                aria-label={`Remove ${visibleText(email).slice(0, 100)}`}
                onClick={() => onRemove(email)}
              >
                <IconX size={14} />
              </button>
            </li>
          );
        })}
        <li className={classes.typing}>
          <input
            id={id}
            aria-label="Emails"
            value={text}
            autoComplete="off"
            spellCheck={false}
            maxLength={1000}
            data-autofocus
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
            onBlur={() => take(text)}
          />
        </li>
      </ul>
    </div>
  );
}
