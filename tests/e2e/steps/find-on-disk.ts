import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Which of these texts stand in a file of the folder, as bytes of UTF-8 or UTF-16: `file: text` each. */
export function findOnDisk(folder: string, texts: readonly string[]): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.flatMap(({ parentPath, name }) => {
    const bytes = bytesOf(join(parentPath, name));
    return texts
      .filter((text) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')))
      .map((text) => `${name}: ${text}`);
  });
}

/** A running app makes and deletes files while we look; one that is gone holds nothing. */
function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
