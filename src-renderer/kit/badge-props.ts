import type { UserSource, UserStatus } from '../../src-contract/users.ts';
import classes from './Badge.module.css';

/**
 * Makes any element a badge: icon as its background, then its word. For badges that need no element of their
 * own, such as cells of a virtual table.
 */
export function badgeProps(image: UserStatus | UserSource | 'admin' | 'none') {
  return { className: classes.badge ?? '', 'data-image': image };
}
