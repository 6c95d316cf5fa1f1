import { type FocusEvent, type KeyboardEvent, useState } from 'react';
import type { BulkRow } from '../../../src-contract/bulk-invites.ts';
import { useRead } from '../../bridge/use-read.ts';
import classes from './ReviewTable.module.css';
import { cellText, type EditColumn, flagWords } from './row-edit.ts';

interface CellEditorProps {
  readonly tenantId: string;
  readonly row: BulkRow;
  readonly column: EditColumn;
  readonly onSave: (text: string) => void;
  readonly onCancel: () => void;
}

const labels = { email: 'Email', role: 'Role', teams: 'Teams', send: 'Send email' };

/** The field in place of a cell. Enter saves, Tab takes the suggestion where there is one, Esc leaves all as it was. */
export function CellEditor({ tenantId, row, column, onSave, onCancel }: CellEditorProps) {
  const [text, setText] = useState(cellText(row, column));
  const { value: choices } = useRead(
    'users/invite-choices',
    { tenantId },
    { when: column === 'role' ? 'now' : 'wait' },
  );
  const suggestion = row.suggestion?.column === column ? row.suggestion.value : null;
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key } = event;
    if (key !== 'Enter' && key !== 'Escape' && key !== 'Tab') return;
    // Shift Tab leaves without taking anything: no trap for the keyboard.
    if (key === 'Tab' && (event.shiftKey || suggestion === null)) return;
    event.preventDefault();
    event.stopPropagation();
    if (key === 'Escape') onCancel();
    else onSave(key === 'Tab' && suggestion !== null ? suggestion : text);
  };
  const common = {
    className: classes.field,
    'aria-label': `${labels[column]} of row ${row.row}`,
    value: text,
    onKeyDown,
    onBlur: (event: FocusEvent) => {
      // A window that loses the focus for a moment keeps the field.
      if (event.relatedTarget !== null) onCancel();
    },
  };
  if (column === 'send') {
    return (
      // biome-ignore lint/a11y/noAutofocus: the admin just asked to edit this cell
      <select {...common} autoFocus onChange={(event) => onSave(event.currentTarget.value)}>
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
      <select {...common} autoFocus onChange={(event) => onSave(event.currentTarget.value)}>
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
