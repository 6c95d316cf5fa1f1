import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { IconCopy, IconDownload, IconFileSpreadsheet } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { OutputOf } from '../../../../src-contract/channels.ts';
import { mostGroups } from '../../../../src-contract/most-groups.ts';
import { useChange } from '../../../bridge/use-change.ts';
import { Dialog } from '../../../kit/Dialog.tsx';
import { FailureNotice } from '../../../kit/FailureNotice.tsx';
import { countOf, countText } from '../../../kit/format-number.ts';
import { LinkButton } from '../../../kit/LinkButton.tsx';
import { tell, tellFailure } from '../../../kit/toast.tsx';
import { visibleText } from '../../../kit/visible-text.ts';
import { type ClashChoice, chosenTeam } from './chosen-team.ts';
import { groupNamesIn } from './field-text.ts';
import classes from './GroupNamesDialog.module.css';
import { GroupNamesTable } from './GroupNamesTable.tsx';
import { type NamesShown, namesShown, summaryOf } from './names-words.ts';
import { useFittedNames } from './use-fitted-names.ts';

interface GroupNamesDialogProps {
  readonly tenantId: string;
  readonly seenGroups: number;
  readonly onClose: () => void;
}

type NamesFile = NonNullable<OutputOf<'setup-assistant/choose-names-file'>['file']>;
type Source = 'pasted' | 'file' | 'seen';
const longPaste = 10_000;

function useTakenNames(tenantId: string, again: () => void) {
  const copy = useChange('setup-assistant/copy-names');
  const save = useChange('setup-assistant/save-names');
  const forget = useChange('setup-assistant/forget-names');
  type Renames = { group: string; team: string }[];
  return {
    copyList: async (renames: Renames): Promise<void> => {
      const outcome = await copy.send({ tenantId, renames, as: 'list' });
      if (!outcome.ok) return tellFailure(outcome.failure);
      tell({ look: 'ok', text: `Copied ${countOf(renames.length, 'line', 'lines')}, old and new name` });
      again();
    },
    saveList: async (renames: Renames): Promise<void> => {
      const outcome = await save.send({ tenantId, renames });
      if (!outcome.ok) return tellFailure(outcome.failure);
      if (outcome.value.savedAs === null) return;
      tell({ look: 'ok', text: <bdi>Saved as {visibleText(outcome.value.savedAs)}</bdi> });
      again();
    },
    forgetAll: async (): Promise<void> => {
      const outcome = await forget.send({ tenantId });
      if (!outcome.ok) return tellFailure(outcome.failure);
      again();
    },
  };
}

/** Fits names of groups to the rule for teams: pasted, out of a CSV, or seen over SCIM; to copy one by one or as a list. */
export function GroupNamesDialog({ tenantId, seenGroups, onClose }: GroupNamesDialogProps) {
  const [source, setSource] = useState<Source>(seenGroups > 0 ? 'seen' : 'pasted');
  const [text, setText] = useState('');
  const [file, setFile] = useState<{ read: NamesFile; column: number } | null>(null);
  const [show, setShow] = useState<NamesShown>('all');
  const [choices, setChoices] = useState<ReadonlyMap<string, ClashChoice>>(new Map());
  const chooseFile = useChange('setup-assistant/choose-names-file');
  const groups = useMemo(() => {
    if (source === 'seen') return 'seen' as const;
    if (source === 'pasted') return groupNamesIn(text);
    return file?.read.columns[file.column]?.groups ?? null;
  }, [source, text, file]);
  const isTooMany = Array.isArray(groups) && groups.length > mostGroups;
  const { fitted, failure, isFitting, again } = useFittedNames(tenantId, isTooMany ? null : groups);
  const { copyList, saveList, forgetAll } = useTakenNames(tenantId, again);
  const names = fitted?.names ?? [];
  const renames = names.map((name) => ({
    group: name.group,
    team: chosenTeam(name, choices.get(name.group)),
  }));
  const changed = renames.filter(({ group, team }) => group !== team);
  const choose = async (): Promise<void> => {
    const outcome = await chooseFile.send({ tenantId });
    if (!outcome.ok) return tellFailure(outcome.failure);
    const read = outcome.value.file;
    if (read === null) return;
    setFile({ read, column: read.likely });
    setSource('file');
  };
  return (
    <Dialog
      title="Fit group names"
      lead="A team’s name takes 3 to 36 lowercase letters, digits and hyphens, from a letter to a letter or digit. SCIM is laxer: 1 to 36 letters of either case, digits, - and _. A name that only SCIM takes arrives, and is refused later where the stricter rule holds."
      width={800}
      onClose={onClose}
      note={
        fitted &&
        fitted.kept > 0 && (
          <>
            {countOf(fitted.kept, 'name', 'names')} of earlier lists kept.{' '}
            <LinkButton onClick={() => void forgetAll()}>Forget them</LinkButton>
          </>
        )
      }
      actions={
        <>
          <Button size="md" onClick={onClose}>
            Close
          </Button>
          <Button
            size="md"
            leftSection={<IconDownload size={16} />}
            disabled={renames.length === 0}
            onClick={() => void saveList(renames)}
          >
            Save CSV…
          </Button>
          <Button
            size="md"
            variant="filled"
            color="cobalt"
            leftSection={<IconCopy size={16} />}
            disabled={changed.length === 0}
            onClick={() => void copyList(changed)}
          >
            Copy list
          </Button>
        </>
      }
    >
      <div className={classes.source}>
        <SegmentedControl
          aria-label="Where the names come from"
          value={source}
          onChange={(value) => setSource(value === 'seen' || value === 'file' ? value : 'pasted')}
          data={[
            { value: 'pasted', label: 'Paste' },
            { value: 'file', label: 'From a CSV', disabled: file === null },
            { value: 'seen', label: `Seen over SCIM ${countText(seenGroups)}`, disabled: seenGroups === 0 },
          ]}
        />
        <Button leftSection={<IconFileSpreadsheet size={16} />} onClick={() => void choose()}>
          Choose CSV…
        </Button>
      </div>
      {source === 'pasted' && (
        <Textarea
          aria-label="Group names, one a line"
          placeholder={'Field Crew\nVision_Partners'}
          data-autofocus
          rows={4}
          value={text}
          spellCheck={false}
          onChange={(event) => setText(event.currentTarget.value)}
          onPaste={(event) => {
            const field = event.currentTarget;
            const pasted = event.clipboardData.getData('text/plain');
            // The browser takes thousands of lines into a field one by one, for seconds.
            if (pasted.length < longPaste) return;
            event.preventDefault();
            setText(text.slice(0, field.selectionStart) + pasted + text.slice(field.selectionEnd));
          }}
        />
      )}
      {source === 'file' && file && (
        <div className={classes.file}>
          <bdi className={classes.fileName}>{visibleText(file.read.fileName)}</bdi>
          {file.read.columns.length > 1 && (
            <select
              className={classes.column}
              aria-label="Column with the names"
              value={file.column}
              onChange={(event) => setFile({ ...file, column: Number(event.currentTarget.value) })}
            >
              {file.read.columns.map(({ title }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one title
                <option key={`${at} ${title}`} value={at}>
                  {visibleText(title) || `Column ${at + 1}`}
                </option>
              ))}
            </select>
          )}
        </div>
      )}
      {isTooMany && <p role="alert">More than 20,000 lines. Paste them in parts.</p>}
      {failure && <FailureNotice failure={failure} onTryAgain={again} />}
      {fitted && (
        <>
          <div className={classes.bar}>
            <p role="status">
              {summaryOf(fitted)}
              {isFitting ? ', fitting' : ''}
            </p>
            <SegmentedControl
              aria-label="Names shown"
              value={show}
              onChange={(value) => setShow(value === 'rename' || value === 'decide' ? value : 'all')}
              data={[
                { value: 'all', label: 'All' },
                { value: 'rename', label: 'To rename' },
                { value: 'decide', label: 'To decide' },
              ]}
            />
          </div>
          <GroupNamesTable
            tenantId={tenantId}
            names={namesShown(names, show)}
            choices={choices}
            onChoose={(group, choice) => setChoices(new Map(choices).set(group, choice))}
          />
        </>
      )}
    </Dialog>
  );
}
