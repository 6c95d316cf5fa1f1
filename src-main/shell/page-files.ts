import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const contentTypes: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
  png: 'image/png',
};

export interface PageFile {
  file: string;
  contentType: string;
}

/**
 * The fixed table of files that the app protocol serves, by exact URL path, made once from the built renderer. A request
 * is looked up, never joined to a folder, so no spelling of a path can leave it (A3).
 */
export function listPageFiles(folder: string): ReadonlyMap<string, PageFile> {
  const table = new Map<string, PageFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const contentType = contentTypes[entry.name.split('.').pop() ?? ''];
    if (contentType === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    table.set(`/${file.slice(folder.length + 1).replaceAll('\\', '/')}`, { file, contentType });
  }
  const index = table.get('/index.html');
  if (index !== undefined) table.set('/', index);
  return table;
}

/** Finds the file for a request, or null for any other host, query, or path that is not in the table letter by letter. */
export function findPageFile(table: ReadonlyMap<string, PageFile>, url: string): PageFile | null {
  // The raw text is compared: URL parsing would fold `..` and `%2e` before we could see them.
  const match = /^app:\/\/main(\/[^?#]*)?(#[^?]*)?$/.exec(url);
  return match === null ? null : (table.get(match[1] ?? '/') ?? null);
}
