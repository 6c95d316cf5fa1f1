import type { BulkDraft } from '../../../src-contract/bulk-invites.ts';
import { roleLabel } from '../../kit/role-label.ts';
import { titleText, visibleText } from '../../kit/visible-text.ts';
import classes from './MapStep.module.css';

function Text({ text }: { readonly text: string }) {
  if (text === '') return <span className={classes.dimmed}>None</span>;
  return <bdi>{visibleText(text)}</bdi>;
}

/** The first rows as they will be read; it follows every choice above. */
export function DraftPreview({ draft }: { readonly draft: BulkDraft }) {
  return (
    <section className={classes.card} aria-label="Preview">
      <header className={classes.head}>
        <h2>Preview</h2>
        <span className={classes.dimmed}>How the first rows will be read</span>
        <span className={classes.headEnd}>Roles and names are checked in the next step</span>
      </header>
      <div className={classes.scroll}>
        <table className={classes.table} aria-label="First rows">
          <colgroup>
            <col style={{ width: 64 }} />
            <col />
            <col style={{ width: '21%' }} />
            <col style={{ width: '18%' }} />
            <col style={{ width: '27%' }} />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Email</th>
              <th scope="col">Name</th>
              <th scope="col">Tenant role</th>
              <th scope="col">Teams</th>
            </tr>
          </thead>
          <tbody>
            {draft.preview.map(({ row, email, name, role, teams, roleIsDefault }) => (
              <tr key={row}>
                <td className={classes.rowNumber}>{row}</td>
                <td title={titleText(email)}>
                  <Text text={email} />
                </td>
                <td title={titleText(name)}>
                  <Text text={name} />
                </td>
                <td title={titleText(role)}>
                  <Text text={roleLabel(role)} />
                  {roleIsDefault && <span className={classes.dimmed}> default</span>}
                </td>
                <td title={titleText(teams.join(', '))}>
                  <Text text={teams.join(', ')} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
