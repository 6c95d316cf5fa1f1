import type { Held } from './bulk-tenants.ts';

/** Why rows of a file go to no tenant, on screen and in a saved file. `fits`: the names of the tenants that fit, where several do. */
export function heldSentence(why: Held, fits: readonly string[]): string {
  if (why === 'empty') return 'The cell is empty';
  if (why === 'not-connected') return 'No connected tenant has this name';
  return `Fits ${fits.join(' and ')}`;
}
