// biome-ignore-all lint/a11y/useSemanticElements: table elements cannot hold rows laid out by hand
// biome-ignore-all lint/a11y/useFocusableInteractive: the row has the focus, not its cells
import { memo, type ReactNode } from 'react';
import type { BulkRow } from '../../../src-contract/bulk-invites.ts';
import { roleLabel } from '../../kit/role-label.ts';
import { titleText, visibleText } from '../../kit/visible-text.ts';
import classes from './ReviewTable.module.css';
import type { EditColumn } from './row-edit.ts';
import { verdictWord, verdictWords } from './verdict-words.ts';

interface ReviewRowProps {
  readonly row: BulkRow | undefined;
  readonly index: number;
  readonly top: number;
  readonly isFocused: boolean;
  readonly idpName: string | null;
  /** The field that stands in the place of the cell being edited. */
  readonly editor: { readonly column: EditColumn; readonly field: ReactNode } | null;
}

function TeamsText({ teams }: { readonly teams: readonly string[] }) {
  const [first, ...rest] = teams;
  if (first === undefined) return <span className={classes.dimmed}>None</span>;
  return (
    <span className={classes.teams}>
      <bdi>{visibleText(first)}</bdi>
      {rest.length > 0 && <span className={classes.dimmed}>+{rest.length}</span>}
    </span>
  );
}

function VerdictText({ row, idpName }: { readonly row: BulkRow; readonly idpName: string | null }) {
  const { icon: VerdictIcon, look } = verdictWords[row.verdict];
  return (
    <span className={classes.verdict} data-look={look} title={titleText(row.reason)}>
      <VerdictIcon size={14} aria-hidden />
      <span>{visibleText(verdictWord(row.verdict, idpName))}</span>
    </span>
  );
}

/** What can be done about a row: take the suggestion, edit the cell, or read why it is skipped. */
function Fix({ row, isFocused }: { readonly row: BulkRow; readonly isFocused: boolean }) {
  const reason = visibleText(row.reason);
  const tabIndex = isFocused ? 0 : -1;
  if (row.suggestion) {
    const value = visibleText(
      row.suggestion.column === 'role' ? roleLabel(row.suggestion.value) : row.suggestion.value,
    );
    return (
      <span className={classes.fix}>
        <bdi title={value}>{value}</bdi>
        <button
          type="button"
          className={classes.act}
          data-act="use"
          tabIndex={tabIndex}
          aria-label={`Use ${value}`}
        >
          Use
        </button>
      </span>
    );
  }
  if (row.verdict === 'ready') {
    return row.note === '' ? null : (
      <span className={classes.fix} title={titleText(row.note)}>
        <bdi className={classes.dimmed}>{visibleText(row.note)}</bdi>
      </span>
    );
  }
  const isEditable = row.about !== 'row' || row.verdict === 'bad-row';
  return (
    <span className={classes.fix} title={reason}>
      <bdi className={isEditable ? '' : classes.dimmed}>{reason}</bdi>
      {isEditable && (
        <button type="button" className={classes.act} data-act="edit" tabIndex={tabIndex}>
          {row.about === 'role' || row.about === 'send' ? 'Choose' : 'Edit'}
        </button>
      )}
      {row.choice !== 'none' && (
        <button
          type="button"
          className={classes.act}
          data-act="choose"
          tabIndex={tabIndex}
          aria-label={`Take row ${row.row}`}
        >
          Take
        </button>
      )}
    </span>
  );
}

function Cells({ row, editor, idpName, isFocused }: Omit<ReviewRowProps, 'row'> & { readonly row: BulkRow }) {
  const wrong = row.verdict === 'ready' ? null : row.about;
  const cell = (column: EditColumn, title: string, shown: ReactNode): ReactNode => (
    <span
      role="gridcell"
      data-column={column}
      className={editor?.column === column ? classes.editing : undefined}
      data-wrong={wrong === column || undefined}
      {...(editor?.column === column ? {} : { title })}
    >
      {editor?.column === column ? editor.field : shown}
    </span>
  );
  return (
    <>
      <span role="gridcell" className={classes.number}>
        {row.row}
      </span>
      {cell('email', titleText(row.email), row.email === '' ? '–' : visibleText(row.email))}
      <span role="gridcell" className={classes.name} title={titleText(row.name)}>
        {visibleText(row.name)}
      </span>
      {cell('role', titleText(row.role), visibleText(roleLabel(row.role)))}
      {cell('teams', titleText(row.teams.join(', ')), <TeamsText teams={row.teams} />)}
      <span role="gridcell">
        <VerdictText row={row} idpName={idpName} />
      </span>
      <span role="gridcell">
        {editor?.column === 'send' ? editor.field : <Fix row={row} isFocused={isFocused} />}
      </span>
    </>
  );
}

/** One row of the file with its verdict: plain elements, no handlers of its own. */
export const ReviewRow = memo(function ReviewRow(props: ReviewRowProps) {
  const { row, index, top, isFocused } = props;
  return (
    <div
      role="row"
      className={classes.row}
      data-index={index}
      data-focused={isFocused || undefined}
      aria-rowindex={index + 2}
      aria-selected={isFocused}
      aria-busy={row === undefined || undefined}
      tabIndex={isFocused ? 0 : -1}
      style={{ transform: `translateY(${top}px)` }}
    >
      {row ? (
        <Cells {...props} row={row} />
      ) : (
        <span role="gridcell" aria-label="Loading" className={classes.bone} />
      )}
    </div>
  );
});
