import { IconInfoCircle } from '@tabler/icons-react';
import { useRead } from '../../bridge/use-read.ts';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { Note } from '../../kit/Note.tsx';
import { SettingsGroup, SettingsRow } from './SettingsRow.tsx';

/** The version, what it runs on, where its data lies, and what was mended at start. */
export function AboutSettings() {
  const { value: about, failure, askAgain } = useRead('app/about', {});
  if (failure && !about) return <FailureNotice failure={failure} onTryAgain={askAgain} />;
  if (!about) return null;
  return (
    <>
      {about.notices.map((notice) => (
        <Note key={notice} icon={IconInfoCircle} look="info">
          {notice}
        </Note>
      ))}
      <SettingsGroup title="About">
        <SettingsRow name="Tenantry">{about.version}</SettingsRow>
        <SettingsRow name="Runtime" note={about.runtimeNote}>
          Electron {about.electron}
        </SettingsRow>
        <SettingsRow name="Tokens" note={about.vault.sentence} />
        <SettingsRow name="Data folder" note="The local copies and the jobs of all tenants.">
          <DirectoryText text={about.dataFolder} look="mono" />
          <CopyButton text={about.dataFolder} label="Copy data folder" />
        </SettingsRow>
      </SettingsGroup>
    </>
  );
}
