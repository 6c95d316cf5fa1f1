import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Store from 'electron-store';
import type { z } from 'zod';

/** What a feature may do with a small file. */
export type SmallStore<Content extends Record<string, unknown>> = Pick<Store<Content>, 'get' | 'set'>;

export interface OpenedStore<Content extends Record<string, unknown>> {
  store: Store<Content>;
  notices: string[];
}

/**
 * Opens a small JSON file through electron-store (atomic, fsynced writes; mode 0600). A damaged or foreign file is never
 * cleared in silence (E7): it is renamed and the admin is told. Half-written leftovers of a crash are swept.
 */
export function openStore<Content extends Record<string, unknown>>(
  folder: string,
  name: string,
  schema: z.ZodType<Content>,
  defaults: Content,
): OpenedStore<Content> {
  for (const entry of readdirSync(folder)) {
    if (entry.startsWith(`${name}.json.tmp-`)) rmSync(join(folder, entry), { force: true });
  }
  const open = (): Store<Content> => {
    const store = new Store<Content>({
      cwd: folder,
      name,
      defaults,
      clearInvalidConfig: false,
      configFileMode: 0o600,
    });
    schema.parse(store.store);
    return store;
  };
  try {
    return { store: open(), notices: [] };
  } catch {
    const file = join(folder, `${name}.json`);
    const aside = `${name}.json.damaged-${new Date()
      .toISOString()
      .replaceAll(/[^0-9]/g, '')
      .slice(0, 14)}`;
    if (existsSync(file)) renameSync(file, join(folder, aside));
    return {
      store: open(),
      notices: [
        `The file ${name}.json could not be read. It was renamed to ${aside} and a new one was made.`,
      ],
    };
  }
}
