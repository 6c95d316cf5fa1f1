import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { generatedFiles } from '../../../scripts/openapi/generated-files.mjs';

test('the files made of the OpenAPI description are fresh: npm run openapi would change nothing', async () => {
  const files = await generatedFiles();
  expect([...files.keys()]).toEqual([
    'src-sandbox/openapi/tenant-api.openapi.json',
    'src-main/tenant-api/wire/tenant-api-types.ts',
  ]);
  for (const [path, text] of files) {
    const committed = readFileSync(resolve(import.meta.dirname, '../../..', path), 'utf8');
    expect(committed === text, `${path} is not what npm run openapi makes`).toBe(true);
  }
}, 60_000);
