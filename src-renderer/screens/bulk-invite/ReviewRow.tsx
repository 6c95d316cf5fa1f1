// biome-ignore-all lint/a11y/useSemanticElements: table elements cannot hold rows laid out by hand
// biome-ignore-all lint/a11y/useFocusableInteractive: the row has the focus, not its cells
import { IconUserMinus } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import type { BulkRow } from '../../../src-contract/bulk-invites.ts';
import { roleLabel } from '../../kit/role-label.ts';
import { titleText, visibleText } from '../../kit/visible-text.ts';
import classes from './ReviewTable.module.css';
import type { EditColumn } from './row-edit.ts';
import { fixText, offerWords, rowNumber, verdictWord, verdictWords } from './verdict-words.ts';

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

interface ActProps {
  readonly act: string;
  readonly children: ReactNode;
  readonly isFocused: boolean;
  readonly label?: string;
  readonly title?: string;
}

/** One thing that can be done about a row; the table hears the click. */
function Act({ act, children, isFocused, label, title }: ActProps) {
  return (
    <button
      type="button"
      className={classes.act}
      data-act={act}
      tabIndex={isFocused ? 0 : -1}
      aria-label={label}
      title={title}
    >
      {children}
    </button>
  );
}

const offerLabels: Partial<Record<BulkRow['offer'], string>> = {
  take: 'Take row',
  split: 'Split row',
  keep: 'Keep row',
  'bring-back': 'Bring back row',
};

/** What can be done about a row: take the suggestion, decide what it offers, edit the cell; or why it is skipped. */
function Fix({ row, isFocused }: { readonly row: BulkRow; readonly isFocused: boolean }) {
  const { suggestion, offer } = row;
  const suggested =
    suggestion && visibleText(suggestion.column === 'role' ? roleLabel(suggestion.value) : suggestion.value);
  const isReady = row.verdict === 'ready';
  const words = suggested !== null && !isReady ? suggested : visibleText(fixText(row));
  const isEditable = !isReady && (row.about !== 'row' || row.verdict === 'bad-row');
  const label = offerLabels[offer];
  return (
    <span className={classes.fix} title={titleText(fixText(row))}>
      <bdi className={isEditable || offer !== 'none' ? '' : classes.dimmed}>{words}</bdi>
      {suggested !== null && (
        <Act act="use" isFocused={isFocused} label={`Use ${suggested}`}>
          Use
        </Act>
      )}
      {row.verdict === 'duplicate' && (
        <Act act="compare" isFocused={isFocused} label={`Compare row ${rowNumber(row)}`}>
          Compare
        </Act>
      )}
      {offer !== 'none' && (
        <Act act="decide" isFocused={isFocused} {...(label ? { label: `${label} ${rowNumber(row)}` } : {})}>
          {offerWords[offer]}
        </Act>
      )}
      {suggested === null && isEditable && offer !== 'split' && (
        <Act act="edit" isFocused={isFocused}>
          {row.about === 'role' || row.about === 'send' ? 'Choose' : 'Edit'}
        </Act>
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
        {row.verdict !== 'left-out' && (
          <Act
            act="leave-out"
            isFocused={isFocused}
            label={`Leave out row ${rowNumber(row)}`}
            title="Leave this row out (Delete)"
          >
            <IconUserMinus size={14} aria-hidden />
          </Act>
        )}
        {rowNumber(row)}
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
        // Another row in this place has buttons of its own: the focus must not pass from one row's to the next one's.
        <Cells key={row.row} {...props} row={row} />
      ) : (
        <span role="gridcell" aria-label="Loading" className={classes.bone} />
      )}
    </div>
  );
});
