import { Menu } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconPlus, IconSelector, IconSettings } from '@tabler/icons-react';
import type { Tenant } from '../../src-contract/tenants.ts';
import { DirectoryText } from '../kit/DirectoryText.tsx';
import { EnvironmentWord } from '../kit/EnvironmentWord.tsx';
import { KeyCap } from '../kit/KeyCap.tsx';
import { ageText } from '../kit/moment-text.ts';
import { useNow } from '../kit/use-now.ts';
import { chooseTenant, goTo, goToWelcome, useSession } from '../session/session.ts';
import { useTenant, useTenants } from '../session/use-tenant.ts';
import classes from './TenantSwitcher.module.css';
import { useSidebarWidth } from './use-sidebar-width.ts';

function ageWords(tenant: Tenant, nowMs: number): string {
  if (tenant.credential === 'missing') return 'signed out';
  if (tenant.lastSyncAt === null) return 'not synced yet';
  return `${ageText(tenant.lastSyncAt, nowMs)} ago`;
}

/** The tenant on screen with its environment; opens the list of all tenants. */
export function TenantSwitcher() {
  const tenant = useTenant();
  const tenants = useTenants() ?? [];
  const now = useNow();
  const width = useSidebarWidth();
  const isWelcome = useSession((session) => session.route.screen === 'welcome');
  if (!tenant || isWelcome) return <div className={classes.place} />;
  return (
    <Menu position="bottom-start" offset={{ mainAxis: 4, crossAxis: 8 }} width={376}>
      <Menu.Target>
        <button type="button" className={classes.place} data-width={width} aria-label="Switch tenant">
          <span className={classes.stripe} data-environment={tenant.environment} />
          <span className={classes.words}>
            <DirectoryText text={tenant.displayName} look="strong" />
            <EnvironmentWord environment={tenant.environment} />
          </span>
          <IconSelector size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu ?? ''}>
        {tenants.map((known, index) => (
          <Menu.Item key={known.id} className={classes.item ?? ''} onClick={() => chooseTenant(known.id)}>
            <span className={classes.stripe} data-environment={known.environment} />
            <span className={classes.itemLine}>
              <span className={classes.words}>
                <DirectoryText text={known.displayName} look="strong" />
                <span className={classes.second}>
                  <EnvironmentWord environment={known.environment} />
                  <span>{ageWords(known, now)}</span>
                </span>
              </span>
              {known.credential === 'missing' && (
                <IconAlertTriangle size={16} className={classes.warn} aria-label="Signed out" />
              )}
              {known.id === tenant.id && (
                <IconCheck size={16} className={classes.check} aria-label="Shown now" />
              )}
              {index < 9 && <KeyCap keys={`Ctrl ${index + 1}`} />}
            </span>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconPlus size={16} />} onClick={goToWelcome}>
          Connect another tenant
        </Menu.Item>
        <Menu.Item
          leftSection={<IconSettings size={16} />}
          onClick={() => goTo({ screen: 'settings', section: 'tenant' })}
        >
          Tenant settings
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
