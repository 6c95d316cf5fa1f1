import { SegmentedControl } from '@mantine/core';
import type { ColorScheme } from '../../../src-contract/app.ts';
import { queryClient } from '../../bridge/query-client.ts';
import { useChange } from '../../bridge/use-change.ts';
import { useRead } from '../../bridge/use-read.ts';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { SettingsGroup, SettingsRow } from './SettingsRow.tsx';

const schemes = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] satisfies { value: ColorScheme; label: string }[];

/** Light, dark, or as the system has it; main keeps the choice. */
export function AppearanceSettings() {
  const about = useRead('app/about', {});
  const choose = useChange('app/choose-color-scheme');
  const onChoose = async (colorScheme: ColorScheme): Promise<void> => {
    const outcome = await choose.send({ colorScheme });
    if (outcome.ok) await queryClient.invalidateQueries({ queryKey: ['app/about'] });
  };
  return (
    <>
      <SettingsGroup title="Appearance">
        <SettingsRow name="Colours" note="System follows the setting of this computer.">
          <SegmentedControl
            aria-label="Colours"
            data={schemes}
            value={about.value?.colorScheme ?? 'system'}
            onChange={(value) => void onChoose(value)}
          />
        </SettingsRow>
      </SettingsGroup>
      {choose.failure && <FailureNotice failure={choose.failure} />}
    </>
  );
}
