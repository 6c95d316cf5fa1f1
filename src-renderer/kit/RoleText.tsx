import { IconShieldHalf } from '@tabler/icons-react';
import classes from './Badge.module.css';
import { roleLabel } from './role-label.ts';
import { titleText, visibleText } from './visible-text.ts';

/** A tenant role: Admin with its shield, all others as plain text. In: the name on the wire. */
export function RoleText({ role }: { readonly role: string }) {
  const label = roleLabel(role);
  return (
    <span className={classes.badge} data-strong={role === 'tenant-admin' || undefined}>
      {role === 'tenant-admin' && <IconShieldHalf size={14} aria-hidden />}
      <bdi className={classes.word} title={titleText(label)}>
        {visibleText(label)}
      </bdi>
    </span>
  );
}
