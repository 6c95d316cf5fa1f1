import { type CSSVariablesResolver, createTheme, DEFAULT_THEME, mergeMantineTheme } from '@mantine/core';
import { components } from './components.ts';
import { meanings, tuples } from './tokens.ts';

/** The design guide's sections 3 and 4 as a Mantine theme. Sizes are px: the window zooms as a whole. */
export const theme = createTheme({
  primaryColor: 'cobalt',
  primaryShade: { light: 6, dark: 6 },
  defaultRadius: 'md',
  black: '#171B22',
  colors: tuples,
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '14px', xl: '16px' },
  lineHeights: { xs: '16px', sm: '16px', md: '20px', lg: '20px', xl: '24px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  shadows: {
    md: '0 1px 2px var(--tn-shadow), 0 8px 24px var(--tn-shadow)',
    lg: '0 2px 4px var(--tn-shadow), 0 16px 40px var(--tn-shadow)',
  },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
      h4: { fontSize: '13px', lineHeight: '20px' },
    },
  },
  respectReducedMotion: true,
  components,
});

/** The theme with Mantine's own defaults filled in, for making the static style sheet. */
export const wholeTheme = mergeMantineTheme(DEFAULT_THEME, theme);

/** The semantic variables on top of Mantine's own. */
export const semanticVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: Object.fromEntries(Object.entries(meanings).map(([name, [light]]) => [name, light])),
  dark: Object.fromEntries(Object.entries(meanings).map(([name, [, dark]]) => [name, dark])),
});
