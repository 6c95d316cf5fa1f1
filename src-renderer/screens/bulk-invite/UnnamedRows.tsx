import { Select } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { BulkSplit } from '../../../src-contract/bulk-tenants.ts';
import { heldSentence } from '../../../src-contract/held-sentence.ts';
import type { Tenant } from '../../../src-contract/tenants.ts';
import { useChange } from '../../bridge/use-change.ts';
import { environmentWords } from '../../kit/environments.ts';
import { countOf, countText } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { Note } from '../../kit/Note.tsx';
import { tell, tellFailure } from '../../kit/toast.tsx';
import { titleText, visibleText } from '../../kit/visible-text.ts';
import { rowNumbers, shortName } from './tenants-words.ts';
import classes from './UnnamedRows.module.css';

interface UnnamedRowsProps {
  readonly split: BulkSplit;
  readonly tenants: readonly Tenant[];
  readonly onChoose: (value: string, tenantId: string | null) => void;
}

/** Rows that name no connected tenant, alike ones on one line, with a choice for all of them. Left as they are they are not sent. */
export function UnnamedRows({ split, tenants, onChoose }: UnnamedRowsProps) {
  const isStarted = (id: string): boolean =>
    split.plans.some(({ tenantId, jobId }) => tenantId === id && jobId !== null);
  const nameOf = (id: string): string =>
    shortName(tenants.find((tenant) => tenant.id === id)?.displayName ?? '');
  const options = tenants.map(({ id, displayName, environment }) => ({
    value: id,
    label: `${visibleText(displayName)}, ${environmentWords[environment]}${isStarted(id) ? ', started already' : ''}`,
    disabled: isStarted(id),
  }));
  const unlisted = split.unnamedCells - split.unnamed.length;
  const { send } = useChange('bulk-invites/save-held');
  const save = async (): Promise<void> => {
    const outcome = await send({ draftId: split.draftId });
    if (!outcome.ok) tellFailure(outcome.failure);
    else if (outcome.value.savedAs !== null) {
      const { savedAs, rows } = outcome.value;
      tell({ look: 'ok', text: `${countOf(rows, 'row', 'rows')} saved as ${visibleText(savedAs)}` });
    }
  };
  return (
    <div className={classes.page}>
      <Note icon={IconInfoCircle}>
        {split.heldRows > 0 && tenants.every(({ id }) => isStarted(id))
          ? 'Every tenant was started, so these rows are sent nowhere. Save them as a file of their own, which imports once their tenants are named.'
          : 'These rows are sent nowhere until a tenant is chosen. A choice counts for all rows with the same cell. A tenant that is missing here can be connected; then open the file again.'}
      </Note>
      <section className={classes.card} aria-label="Rows without a tenant">
        <header className={classes.head}>
          <h2>Rows without a tenant</h2> <span>{countText(split.heldRows)}</span>
          {split.heldRows > 0 && (
            <div className={classes.headEnd}>
              <LinkButton onClick={() => void save()}>
                {split.heldRows === 1 ? 'Save it as a file…' : 'Save them as a file…'}
              </LinkButton>
            </div>
          )}
        </header>
        <table className={classes.table} aria-label="Rows without a tenant">
          <colgroup>
            <col style={{ width: '20%' }} />
            <col style={{ width: 80 }} />
            <col style={{ width: '17%' }} />
            <col />
            <col style={{ width: 256 }} />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">In the file</th>
              <th scope="col">Rows</th>
              <th scope="col">Which</th>
              <th scope="col">Why</th>
              <th scope="col">Send them to</th>
            </tr>
          </thead>
          <tbody>
            {split.unnamed.map(({ value, shown, rows, firstRows, why, fits, chosen }) => (
              <tr key={value}>
                <td title={titleText(shown)}>
                  {shown === '' ? (
                    <span className={classes.dimmed}>Empty</span>
                  ) : (
                    <bdi>{visibleText(shown)}</bdi>
                  )}
                </td>
                <td>{countText(rows)}</td>
                <td className={classes.dimmed}>{rowNumbers(rows, firstRows)}</td>
                <td className={classes.dimmed} title={heldSentence(why, fits.map(nameOf))}>
                  {heldSentence(why, fits.map(nameOf))}
                </td>
                <td>
                  <Select
                    aria-label={`Tenant for ${shown === '' ? 'rows with an empty cell' : visibleText(shown)}`}
                    placeholder="Choose a tenant"
                    data={[
                      ...options.filter((option) => fits.includes(option.value)),
                      ...options.filter((option) => !fits.includes(option.value)),
                    ]}
                    value={chosen}
                    clearable
                    onChange={(tenantId) => onChoose(value, tenantId)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {unlisted > 0 && (
          <p className={classes.more}>
            {countText(unlisted)} more values. With so many the column may not be one of tenants: choose “Do
            not import” for it in the step before.
          </p>
        )}
      </section>
    </div>
  );
}
