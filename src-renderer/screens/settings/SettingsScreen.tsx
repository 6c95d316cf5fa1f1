import type { ReactNode } from 'react';
import { ScreenHeader } from '../../kit/ScreenHeader.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import { goTo, type SettingsSection } from '../../session/session.ts';
import { useTenant } from '../../session/use-tenant.ts';
import { AboutSettings } from './AboutSettings.tsx';
import { AppearanceSettings } from './AppearanceSettings.tsx';
import { KeyboardSettings } from './KeyboardSettings.tsx';
import classes from './Settings.module.css';
import { SyncSettings } from './SyncSettings.tsx';
import { TenantSettings } from './TenantSettings.tsx';

const sections = [
  ['sync', 'Sync'],
  ['appearance', 'Appearance'],
  ['keyboard', 'Keyboard'],
  ['about', 'About'],
] as const satisfies readonly (readonly [SettingsSection, string])[];

function bodyOf(section: SettingsSection): ReactNode {
  switch (section) {
    case 'tenant':
      return <TenantSettings />;
    case 'sync':
      return <SyncSettings />;
    case 'appearance':
      return <AppearanceSettings />;
    case 'keyboard':
      return <KeyboardSettings />;
    case 'about':
      return <AboutSettings />;
  }
}

/** Settings: changes apply at once. In: the section to show. */
export function SettingsScreen({ section }: { readonly section: SettingsSection }) {
  const tenant = useTenant();
  const entries: (readonly [SettingsSection, string])[] = [
    ['tenant', tenant ? visibleText(tenant.displayName) : 'Tenant'],
    ...sections,
  ];
  return (
    <>
      <ScreenHeader title="Settings" line="no" />
      <div className={classes.columns}>
        <nav className={classes.nav} aria-label="Settings">
          {entries.map(([key, name]) => (
            <button
              key={key}
              type="button"
              className={classes.entry}
              title={name}
              aria-current={section === key ? 'true' : undefined}
              onClick={() => goTo({ screen: 'settings', section: key })}
            >
              <bdi>{name}</bdi>
            </button>
          ))}
        </nav>
        <div className={classes.body}>{bodyOf(section)}</div>
      </div>
    </>
  );
}
