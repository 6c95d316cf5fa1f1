import { expect, test } from 'vitest';
import { cssVariables } from '../../../../src-renderer/theme/css-variables.ts';
import { meanings } from '../../../../src-renderer/theme/tokens.ts';

const block = (scheme: 'light' | 'dark'): string =>
  cssVariables().split(`:root[data-mantine-color-scheme="${scheme}"]`)[1]?.split('}')[0] ?? '';

test('every meaning has its colour in both schemes, and the guide goes before Mantine', () => {
  for (const [name, [light, dark]] of Object.entries(meanings)) {
    expect(block('light')).toContain(`${name}: ${light};`);
    expect(block('dark')).toContain(`${name}: ${dark};`);
    expect(block('light').split(`${name}: `)).toHaveLength(2);
  }
});

test('icons of table rows come as images in the colours of the scheme', () => {
  expect(block('light')).toMatch(/--tn-image-active: url\("data:image\/svg\+xml,[^"]*%232F9E63/);
  expect(block('dark')).toMatch(/--tn-image-active: url\("data:image\/svg\+xml,[^"]*%234BB37A/);
});

test('nothing in the sheet could end it early', () => {
  expect(cssVariables()).not.toContain('<');
});
