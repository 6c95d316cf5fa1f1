import { Button } from '@mantine/core';
import type { BulkRow } from '../../../src-contract/bulk-invites.ts';
import { useRead } from '../../bridge/use-read.ts';
import { Dialog } from '../../kit/Dialog.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countText } from '../../kit/format-number.ts';
import { roleLabel } from '../../kit/role-label.ts';
import { visibleText } from '../../kit/visible-text.ts';
import classes from './CompareDialog.module.css';
import { flagWords } from './row-edit.ts';
import { rowNumber } from './verdict-words.ts';

interface CompareDialogProps {
  readonly draftId: string;
  readonly row: BulkRow;
  readonly onTake: (row: BulkRow) => void;
  readonly onClose: () => void;
}

const flagText = ({ send }: BulkRow): string => (send === 'unclear' ? 'Neither yes nor no' : flagWords[send]);

/** The rows of the file about one person side by side. Where they want different things, one of them is taken here. */
export function CompareDialog({ draftId, row, onTake, onClose }: CompareDialogProps) {
  const { value, failure } = useRead('bulk-invites/compare', { draftId, row: row.row });
  const rows = value?.rows ?? [];
  const beyond = (value?.matches ?? 0) - rows.length;
  const isOpen = rows.some(({ offer }) => offer === 'take');
  return (
    <Dialog
      title={isOpen ? 'Which row counts?' : 'Rows about the same person'}
      lead={<bdi>{visibleText(row.email)}</bdi>}
      width={800}
      onClose={onClose}
    >
      {failure && <FailureNotice failure={failure} />}
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Row</th>
            <th scope="col">Name</th>
            <th scope="col">Role</th>
            <th scope="col">Teams</th>
            <th scope="col">Email to set password</th>
            <th scope="col">
              <span className={classes.unseen}>Choice</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((each) => (
            <tr key={each.row}>
              <td>{rowNumber(each)}</td>
              <td>{visibleText(each.name)}</td>
              <td>{visibleText(roleLabel(each.role))}</td>
              <td>{each.teams.length === 0 ? 'None' : visibleText(each.teams.join(', '))}</td>
              <td>{flagText(each)}</td>
              <td>
                {each.offer === 'take' ? (
                  <Button aria-label={`Take row ${rowNumber(each)}`} onClick={() => onTake(each)}>
                    Take
                  </Button>
                ) : isOpen || each.verdict !== 'duplicate' ? (
                  'Counts'
                ) : (
                  'Same'
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {beyond > 0 && <p>And {countText(beyond)} more.</p>}
    </Dialog>
  );
}
