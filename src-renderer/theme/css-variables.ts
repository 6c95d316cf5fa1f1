import { convertCssVariables, defaultCssVariablesResolver } from '@mantine/core';
import { iconImages } from './icon-images.ts';
import { semanticVariables, wholeTheme } from './theme.ts';

/**
 * The text of the style sheet that holds every CSS variable of the theme. Mantine would write it into a
 * <style> element, which the page's content security policy forbids; so it becomes a file at build time.
 */
export function cssVariables(): string {
  const base = defaultCssVariablesResolver(wholeTheme);
  const own = semanticVariables(wholeTheme);
  return convertCssVariables({
    variables: { ...base.variables, ...own.variables },
    light: { ...base.light, ...own.light, ...iconImages('light') },
    dark: { ...base.dark, ...own.dark, ...iconImages('dark') },
  });
}
