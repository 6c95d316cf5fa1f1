import { Button } from '@mantine/core';
import { IconFileText, IconUpload } from '@tabler/icons-react';
import type { Rehearsal } from '../../../src-contract/mode-rehearsals.ts';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countOf, countText } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { Ring } from '../../kit/Ring.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import classes from './Rehearsal.module.css';
import type { IdpExportFile } from './use-idp-export.ts';

/** The export that the copy is compared with, or the way to give one. It can also be dropped on the dialog. */
export function ExportBar({
  rehearsal,
  file,
}: {
  readonly rehearsal: Rehearsal;
  readonly file: IdpExportFile;
}) {
  const { export: given, idp } = rehearsal;
  const { reading, failure } = file;
  return (
    <div className={classes.export}>
      {reading !== null && (
        <p className={classes.exportLine} role="status">
          <Ring share="unknown" />
          <bdi>{visibleText(reading)}</bdi>
        </p>
      )}
      {reading === null && given === null && (
        <div className={classes.exportLine}>
          <IconUpload size={16} aria-hidden />
          <span>
            Compare with an export of <bdi>{visibleText(idp)}</bdi>: who left, who is missing, which names
            break the rule. CSV of Okta, Entra ID, Google, JumpCloud or any with emails.
          </span>
          <Button onClick={() => void file.choose()}>Choose export…</Button>
        </div>
      )}
      {reading === null && given !== null && (
        <div className={classes.exportLine}>
          <IconFileText size={16} aria-hidden />
          <span>
            <strong>
              <bdi>{visibleText(given.fileName)}</bdi>
            </strong>{' '}
            {countOf(given.people, 'person', 'people')}, {countText(given.left)} of them left,{' '}
            {countOf(given.groups, 'group', 'groups')}
            <span className={classes.exportNote}>
              Compared by {given.columns.map(({ title }) => visibleText(title)).join(', ')}.{' '}
              {given.notes.map(visibleText).join(' ')}
            </span>
          </span>
          <LinkButton onClick={() => void file.choose()}>Another…</LinkButton>
          <LinkButton onClick={() => void file.remove()}>Remove</LinkButton>
        </div>
      )}
      {failure && <FailureNotice failure={failure} />}
    </div>
  );
}
