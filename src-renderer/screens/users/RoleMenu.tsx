import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useRead } from '../../bridge/use-read.ts';
import { GuardedButton } from '../../kit/GuardedButton.tsx';
import { visibleText } from '../../kit/visible-text.ts';

interface RoleMenuProps {
  readonly tenantId: string;
  readonly label: string;
  readonly variant: 'default' | 'subtle';
  /** Role on the wire that the person has; null for several people. */
  readonly now: string | null;
  readonly blockedBecause: string | null;
  readonly isSaving: boolean;
  readonly onRole: (role: string) => void;
}

/** A button with the tenant's roles; choosing one is the change. Locked, it says why. */
export function RoleMenu(props: RoleMenuProps) {
  const { tenantId, label, variant, now, blockedBecause, isSaving, onRole } = props;
  const choices = useRead('users/invite-choices', { tenantId });
  const size = variant === 'default' ? 'md' : 'sm';
  if (blockedBecause !== null) {
    return (
      <GuardedButton variant={variant} size={size} blockedBecause={blockedBecause} onClick={() => undefined}>
        {label}
      </GuardedButton>
    );
  }
  return (
    <Menu position="top-start" width={240}>
      <Menu.Target>
        <Button variant={variant} size={size} loading={isSaving} rightSection={<IconChevronDown size={14} />}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(choices.value?.roles ?? []).map((role) => (
          <Menu.Item
            key={role.name}
            disabled={role.name === now}
            onClick={() => onRole(role.name)}
            rightSection={role.name === now ? 'Now' : undefined}
          >
            {visibleText(role.label)}
            {role.name === 'tenant-admin' && '…'}
          </Menu.Item>
        ))}
        {!choices.value && <Menu.Item disabled>Reading the roles</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
