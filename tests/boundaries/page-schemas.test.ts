import { describe, expect, it } from 'vitest';
import { findPageSchemas } from './find-page-schemas.ts';
import { parseSource, readSources } from './source-file.ts';

const schemas = parseSource('src-contract/a.ts', "import { z } from 'zod'; export const most = z.int();");
const plain = parseSource('src-contract/b.ts', 'export const most = 1;');
const through = parseSource('src-contract/c.ts', "import { most } from './a.ts'; export const more = most;");
const screen = (text: string) => parseSource('src-renderer/screens/x/x.ts', text);
const found = (text: string) => findPageSchemas([schemas, plain, through, screen(text)]);

describe('schemas in the page', () => {
  it('are nowhere', () => {
    expect(findPageSchemas(readSources())).toEqual([]);
  });

  it('are found, also when another file stands between', () => {
    expect(found("import { most } from '../../../src-contract/a.ts';")).toHaveLength(1);
    expect(found("import { more } from '../../../src-contract/c.ts';")).toHaveLength(1);
  });

  it('types and plain values are free', () => {
    expect(found("import type { most } from '../../../src-contract/a.ts';")).toEqual([]);
    expect(found("import { most } from '../../../src-contract/b.ts';")).toEqual([]);
  });
});
