import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface MoreMenuProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** The menu of rarer actions. */
export function MoreMenu({ label, children }: MoreMenuProps) {
  return (
    <Menu position="top-end" width={260}>
      <Menu.Target>
        <ActionIcon size={32} variant="default" aria-label={label} data-more-menu>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}

interface MoreItemProps {
  readonly blockedBecause: string | null;
  readonly icon?: ReactNode;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** One line of it. Locked, it stays in reach of the keys, so that the reason can be read. */
export function MoreItem({ blockedBecause, icon, onClick, children }: MoreItemProps) {
  if (blockedBecause === null) {
    return (
      <Menu.Item leftSection={icon} onClick={onClick}>
        {children}
      </Menu.Item>
    );
  }
  return (
    <Tooltip label={blockedBecause} position="left">
      <Menu.Item leftSection={icon} aria-disabled closeMenuOnClick={false} c="dimmed">
        {children}
      </Menu.Item>
    </Tooltip>
  );
}
