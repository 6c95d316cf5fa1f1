import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../set-up/project-root.mjs';
import { clientTypes } from './client-types.mjs';

/** The one description, written by hand. */
export const descriptionPath = 'src-sandbox/tenant-api.openapi.yaml';

/** What is made of the description: path in the checkout → text, formatted as all other files. */
export async function generatedFiles() {
  const description = parse(readFileSync(join(projectRoot, descriptionPath), 'utf8'));
  const files = new Map([
    ['src-sandbox/openapi/tenant-api.openapi.json', JSON.stringify(description)],
    ['src-main/tenant-api/wire/tenant-api-types.ts', await clientTypes(description)],
  ]);
  for (const [path, text] of files) files.set(path, formatted(path, text));
  return files;
}

function formatted(path, text) {
  const biome = join(projectRoot, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const args = [biome, 'format', `--stdin-file-path=${path}`];
  const ended = spawnSync(process.execPath, args, { cwd: projectRoot, input: text, encoding: 'utf8' });
  if (ended.status !== 0) throw new Error(`${path} cannot be formatted: ${ended.stderr}`);
  return ended.stdout;
}
