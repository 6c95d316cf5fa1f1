import { type ChangeEvent, type FocusEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { BulkRow } from '../../../src-contract/bulk-invites.ts';
import { useRead } from '../../bridge/use-read.ts';
import classes from './ReviewTable.module.css';
import { cellText, type EditColumn, flagWords } from './row-edit.ts';
import { rowNumber } from './verdict-words.ts';

interface CellEditorProps {
  readonly tenantId: string;
  readonly row: BulkRow;
  readonly column: EditColumn;
  readonly onSave: (text: string) => void;
  readonly onCancel: () => void;
}

const labels = { email: 'Email', role: 'Role', teams: 'Teams', send: 'Send email' };

/**
 * The field in place of a cell. Enter saves, and so does leaving a field that was changed; Tab takes the suggestion where there is one,
 * Esc leaves all as it was. In a list the arrow keys and letters only look through it, a click takes.
 */
export function CellEditor({ tenantId, row, column, onSave, onCancel }: CellEditorProps) {
  const before = cellText(row, column);
  const [text, setText] = useState(before);
  const isByKey = useRef(false);
  const { value: choices } = useRead(
    'users/invite-choices',
    { tenantId },
    { when: column === 'role' ? 'now' : 'wait' },
  );
  const suggestion = row.suggestion?.column === column ? row.suggestion.value : null;
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key } = event;
    isByKey.current = true;
    if (key !== 'Enter' && key !== 'Escape' && key !== 'Tab') return;
    // Shift Tab leaves without taking anything: no trap for the keyboard.
    if (key === 'Tab' && (event.shiftKey || suggestion === null)) return;
    event.preventDefault();
    event.stopPropagation();
    // Held down since before the field was there: it was not meant for it.
    if (event.repeat) return;
    // Looking at a cell is no fix: what is wrong may be outside of it, and to keep an address as it is has a key of its own.
    if (key === 'Escape' || (key === 'Enter' && text === before)) onCancel();
    else onSave(key === 'Tab' && suggestion !== null ? suggestion : text);
  };
  const common = {
    className: classes.field,
    'aria-label': `${labels[column]} of row ${rowNumber(row)}`,
    value: text,
    onKeyDown,
    onMouseDown: () => {
      isByKey.current = false;
    },
    onBlur: (event: FocusEvent) => {
      // A window that loses the focus for a moment keeps the field.
      if (event.relatedTarget === null) return;
      if (text === before) onCancel();
      else onSave(text);
    },
  };
  const choose = (event: ChangeEvent<HTMLSelectElement>): void => {
    const { value } = event.currentTarget;
    if (isByKey.current) setText(value);
    else onSave(value);
  };
  if (column === 'send') {
    return (
      // biome-ignore lint/a11y/noAutofocus: the admin just asked to edit this cell
      <select {...common} autoFocus onChange={choose}>
        {row.send === 'unclear' && <option value="unclear">Choose</option>}
        {Object.entries(flagWords).map(([flag, words]) => (
          <option key={flag} value={flag}>
            {words}
          </option>
        ))}
      </select>
    );
  }
  if (column === 'role') {
    const roles = choices?.roles ?? [];
    return (
      // biome-ignore lint/a11y/noAutofocus: the admin just asked to edit this cell
      <select {...common} autoFocus onChange={choose}>
        {!roles.some(({ name }) => name === text) && <option value={text}>{text || 'Choose a role'}</option>}
        {roles.map(({ name, label }) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      {...common}
      // biome-ignore lint/a11y/noAutofocus: the admin just asked to edit this cell
      autoFocus
      type="text"
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}
