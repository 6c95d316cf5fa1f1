import { Switch } from '@mantine/core';
import { KeyTable } from '../../kit/KeyTable.tsx';
import { useSession } from '../../session/session.ts';
import { SettingsGroup, SettingsRow } from './SettingsRow.tsx';

/** All keys that work, and whether single letters act. */
export function KeyboardSettings() {
  const letterKeys = useSession((session) => session.letterKeys);
  return (
    <>
      <SettingsGroup title="Keyboard">
        <SettingsRow name="Single letters act outside fields" note="Such as J and K.">
          <Switch
            aria-label="Single letters act outside fields"
            checked={letterKeys === 'on'}
            onChange={(event) =>
              useSession.setState({ letterKeys: event.currentTarget.checked ? 'on' : 'off' })
            }
          />
        </SettingsRow>
      </SettingsGroup>
      <KeyTable />
    </>
  );
}
