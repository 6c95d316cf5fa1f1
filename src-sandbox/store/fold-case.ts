import type { TenantFile } from './tenant-file.ts';

/**
 * The text without its letter case, in every script: two texts that differ in nothing else fold to the same. Of the two
 * small sigmas of Greek one stands for both, since which of them a text has depends on what follows.
 */
export function foldCase(text: string): string {
  return text.toLowerCase().replaceAll('ς', 'σ');
}

/** Whether SQLite's own comparison, which knows the letter case of ASCII alone, is enough for this text. */
export function isAscii(text: string): boolean {
  return /^[ -~]*$/u.test(text);
}

/**
 * A condition that holds for texts with anything beyond printable ASCII. The partial indexes say it in the same words, so
 * that SQLite looks among those few alone.
 */
export function hasOtherScript(sql: string): string {
  return `${sql} GLOB '*[^ -~]*'`;
}

/** Lets the conditions of SCIM filters call foldCase() on this connection. No index uses it: other programs read the file too. */
export function registerFoldCase(file: TenantFile): void {
  file.function('foldCase', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? foldCase(text) : null,
  );
}
