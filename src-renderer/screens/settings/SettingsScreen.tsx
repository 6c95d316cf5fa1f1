import { ScreenHeader } from '../../kit/ScreenHeader.tsx';
import type { SettingsSection } from '../../session/session.ts';

/** Settings. */
export function SettingsScreen({ section: _section }: { readonly section: SettingsSection }) {
  return <ScreenHeader title="Settings" line="no" />;
}
