import { Select } from '@mantine/core';
import { IconArrowRight, IconCircleCheckFilled } from '@tabler/icons-react';
import type { BulkDraft, ColumnMeaning } from '../../../src-contract/bulk-invites.ts';
import { countText } from '../../kit/format-number.ts';
import { roleLabel } from '../../kit/role-label.ts';
import { titleText, visibleText } from '../../kit/visible-text.ts';
import { defaultRoleOf, meaningWords } from './file-words.ts';
import select from './MappingTable.module.css';
import classes from './MapStep.module.css';

interface MappingTableProps {
  readonly draft: BulkDraft;
  readonly onChange: (index: number, becomes: ColumnMeaning) => void;
}

const meanings = Object.entries(meaningWords).map(([value, label]) => ({ value, label }));

function Rule({ becomes, draft }: { readonly becomes: ColumnMeaning; readonly draft: BulkDraft }) {
  switch (becomes) {
    case 'email':
      return (
        <span className={classes.rule} data-look="ok">
          <IconCircleCheckFilled size={14} aria-hidden /> Required, mapped
        </span>
      );
    case 'name':
      return <span className={classes.dimmed}>Shown here only, not sent</span>;
    case 'role': {
      const role = defaultRoleOf(draft);
      return <>Empty means {role === null ? 'the default role' : visibleText(roleLabel(role))}</>;
    }
    case 'teams':
      return <>Split at | and ; and ,</>;
    case 'send':
      return <>Yes or no, else as the run</>;
    case 'tenant':
      return <>One plan for each tenant</>;
    case 'ignore':
      return <span className={classes.dimmed}>–</span>;
  }
}

/** What each column of the file becomes. */
export function MappingTable({ draft, onChange }: MappingTableProps) {
  return (
    <div className={classes.card}>
      <div className={classes.scroll}>
        <table className={classes.table} data-rows="tall" aria-label="Columns">
          <colgroup>
            <col className={select.title} />
            <col />
            <col className={select.arrow} />
            <col className={select.becomes} />
            <col className={select.rule} />
            <col className={select.filled} />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">Column in the file</th>
              <th scope="col">First values</th>
              <td />
              <th scope="col">Becomes</th>
              <th scope="col">Rule</th>
              <th scope="col">Filled</th>
            </tr>
          </thead>
          <tbody>
            {draft.columns.map(({ index, title, samples, filled, becomes }) => {
              const values = samples.join(', ');
              return (
                <tr key={index}>
                  <th scope="row" title={titleText(title)}>
                    <bdi>{visibleText(title)}</bdi>
                  </th>
                  <td className={classes.dimmed} title={titleText(values)}>
                    <bdi>{visibleText(values)}</bdi>
                  </td>
                  <td className={classes.dimmed}>
                    <IconArrowRight size={14} role="img" aria-label="becomes" />
                  </td>
                  <td>
                    <Select
                      aria-label={`${visibleText(title).slice(0, 80)} becomes`}
                      data={meanings}
                      value={becomes}
                      classNames={{
                        input: becomes === 'ignore' ? (select.ignored ?? '') : (select.mapped ?? ''),
                      }}
                      onChange={(chosen) => chosen && onChange(index, chosen as ColumnMeaning)}
                    />
                  </td>
                  <td>
                    <Rule becomes={becomes} draft={draft} />
                  </td>
                  <td className={classes.figures}>
                    {countText(filled)} <span className={classes.dimmed}>of {countText(draft.rowCount)}</span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}
