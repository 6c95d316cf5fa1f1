import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useChange } from '../../bridge/use-change.ts';
import { tell, tellFailure } from '../../kit/toast.tsx';
import { visibleText } from '../../kit/visible-text.ts';

/** Saves a rehearsal through main's own dialog: as a checklist to print and tick, or everybody by list. */
export function SaveRehearsal({ rehearsalId }: { readonly rehearsalId: string }) {
  const { send, isSending } = useChange('provisioning/save-rehearsal');
  const save = async (as: 'checklist' | 'people'): Promise<void> => {
    const outcome = await send({ rehearsalId, as });
    if (!outcome.ok) tellFailure(outcome.failure);
    else if (outcome.value.savedAs !== null) {
      tell({ look: 'ok', text: <bdi>Saved as {visibleText(outcome.value.savedAs)}</bdi> });
    }
  };
  return (
    <Menu position="top-start" width={280}>
      <Menu.Target>
        <Button size="md" leftSection={<IconDownload size={16} />} loading={isSending}>
          Save this preview
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void save('checklist')}>Checklist to print and tick (Markdown)…</Menu.Item>
        <Menu.Item onClick={() => void save('people')}>Everybody by list (CSV)…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
