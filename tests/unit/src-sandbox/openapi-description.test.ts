import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const text = readFileSync(
  resolve(import.meta.dirname, '../../../src-sandbox/tenant-api.openapi.yaml'),
  'utf8',
);
const document = parse(text);
const methods = ['get', 'put', 'post', 'delete', 'patch'] as const;

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly 'x-support': readonly string[];
  readonly 'x-published'?: false;
  readonly 'x-never-succeeds'?: true;
  readonly parameters?: readonly { readonly in?: string; readonly name?: string; readonly $ref?: string }[];
  readonly responses: Readonly<Record<string, { readonly $ref?: string }>>;
}

type PathItem = Readonly<Partial<Record<(typeof methods)[number], Operation>>> & {
  readonly parameters?: Operation['parameters'];
};

const operations = Object.entries<PathItem>(document.paths).flatMap(([path, item]) =>
  methods.flatMap((method) => {
    const operation = item[method];
    return operation === undefined ? [] : [{ path, method, item, operation }];
  }),
);

describe('the OpenAPI description of the tenant', () => {
  test('is valid OpenAPI 3.1 by its meta schema', async () => {
    const validator = new Validator();
    const result = await validator.validate(parse(text));
    expect(result).toMatchObject({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  test('every reference leads to something, and every part is referred to', () => {
    const referred = new Set([...text.matchAll(/#\/components\/(\w+)\/(\w+)/gu)].map(([all]) => all));
    const defined = (['schemas', 'responses', 'parameters'] as const).flatMap((kind) =>
      Object.keys(document.components[kind]).map((name) => `#/components/${kind}/${name}`),
    );
    expect([...referred].sort()).toEqual(defined.sort());
  });

  test('every operation has an id of its own, a known tag, a success and marks of support', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const tags = document.tags.map(({ name }: { name: string }) => name);
    const marks = ['SDK', 'DOC', 'GW', 'GC', 'GM', 'BR', 'SK', 'CLI', '3P', 'INF'];
    for (const { operation } of operations) {
      expect(tags).toEqual(expect.arrayContaining([...operation.tags]));
      expect(marks).toEqual(expect.arrayContaining([...operation['x-support']]));
      expect(Object.keys(operation.responses).some((status) => /^[23]/u.test(status))).toBe(
        operation['x-never-succeeds'] !== true,
      );
      if (operation['x-published'] !== false) expect(operation['x-support']).not.toEqual([]);
    }
  });

  test('the extension profile and the calls of the sandbox alone are marked as not published', () => {
    const unpublished = operations.filter(({ operation }) => operation['x-published'] === false);
    expect(new Set(unpublished.flatMap(({ operation }) => operation.tags))).toEqual(
      new Set(['extension', 'sandbox']),
    );
    for (const { operation } of operations) {
      const isExtra = operation.tags.some((tag) => tag === 'extension' || tag === 'sandbox');
      expect([operation.operationId, isExtra]).toEqual([
        operation.operationId,
        operation['x-published'] === false,
      ]);
    }
  });

  test('the values in each path are described as its parameters', () => {
    for (const { path, item, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name);
      const described = [...(item.parameters ?? []), ...(operation.parameters ?? [])]
        .map((parameter) =>
          parameter.$ref === undefined
            ? parameter
            : document.components.parameters[parameter.$ref.split('/').at(-1) ?? ''],
        )
        .filter((parameter) => parameter.in === 'path')
        .map((parameter) => parameter.name);
      expect([path, described]).toEqual([path, inPath]);
    }
  });
});
