import {
  type Icon,
  IconCircleCheckFilled,
  IconCircleOff,
  IconLogin2,
  IconMail,
  IconMailForward,
  IconRefresh,
  IconShieldHalf,
} from '@tabler/icons-react';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { meanings } from './tokens.ts';

const images = {
  active: [IconCircleCheckFilled, '--tn-ok-fill'],
  pending: [IconMailForward, '--tn-warn'],
  deactivated: [IconCircleOff, '--mantine-color-dimmed'],
  scim: [IconRefresh, '--mantine-color-dimmed'],
  jit: [IconLogin2, '--mantine-color-dimmed'],
  invited: [IconMail, '--mantine-color-dimmed'],
  admin: [IconShieldHalf, '--mantine-color-text'],
} satisfies Record<string, readonly [Icon, keyof typeof meanings]>;

const imageUrl = (icon: Icon, color: string): string =>
  `url("data:image/svg+xml,${encodeURIComponent(renderToStaticMarkup(createElement(icon, { size: 14, stroke: 1.75, color })))}")`;

/**
 * The icons of table rows as CSS variables `--tn-image-…`, in the colours of a scheme. A row then needs no
 * element for its icons: svg elements were half of all elements of the table, and most of the cost of scrolling.
 * Runs when the style sheet is built, never in the page.
 */
export function iconImages(scheme: 'light' | 'dark'): Record<`--${string}`, string> {
  const at = scheme === 'light' ? 0 : 1;
  return Object.fromEntries(
    Object.entries(images).map(([name, [icon, meaning]]) => [
      `--tn-image-${name}`,
      imageUrl(icon, meanings[meaning][at]),
    ]),
  );
}
