import { badgeProps } from './badge-props.ts';
import { roleLabel } from './role-label.ts';
import { visibleText } from './visible-text.ts';

/** A tenant role: Admin with its shield, all others as plain text. In: the name on the wire. */
export function RoleText({ role }: { readonly role: string }) {
  return (
    <bdi {...badgeProps(role === 'tenant-admin' ? 'admin' : 'none')}>{visibleText(roleLabel(role))}</bdi>
  );
}
