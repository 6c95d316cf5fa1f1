import type { Draft } from '../../bulk-invites/draft.ts';
import type { IdpFile } from './read-export.ts';

/** Files that are being read, by an id of their own. */
export const openDrafts = new Map<string, { draft: Draft; file: IdpFile | null }>();

/** The file that each tenant is compared with, in the memory of the cache thread: gone when the app quits. */
export const keptExports = new Map<string, IdpFile>();
