import type { Plugin } from 'vite';
import { cssVariables } from './css-variables.ts';

const name = 'virtual:theme-variables.css';

/** Vite plugin: `import 'virtual:theme-variables.css'` is the theme's variables as a plain style sheet. */
export function cssVariablesPlugin(): Plugin {
  return {
    name: 'theme-variables',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) => (id === `\0${name}` ? cssVariables() : null),
  };
}
