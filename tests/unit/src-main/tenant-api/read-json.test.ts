import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readJson } from '../../../../src-main/tenant-api/read-json.ts';
import { userWireSchema } from '../../../../src-main/tenant-api/wire/users.ts';

const answer = (body: string, type = 'application/json', status = 200) => ({
  status,
  headers: new Headers({ 'content-type': type }),
  bytes: new TextEncoder().encode(body).buffer as ArrayBuffer,
});
const schema = z.object({ data: userWireSchema });
const good = {
  data: {
    id: 'u1',
    email: 'ada@halden.example',
    active: true,
    roles: ['member'],
    metadata: { displayName: 'Ada', inviteAccepted: true, tenantRoleManagedBy: 'a word that is new' },
    createdAt: '2026-01-01T00:00:00.000Z',
  },
};

test('whatever an answer is mutated into, it is read by the schema or refused, and never thrown (C6)', () => {
  const text = JSON.stringify(good);
  const mutated = fc.oneof(
    fc
      .tuple(fc.nat(text.length), fc.nat(20), fc.string({ maxLength: 10 }))
      .map(([at, drop, put]) => text.slice(0, at) + put + text.slice(at + drop)),
    fc.json(),
    fc
      .tuple(fc.constantFrom(...Object.keys(good.data)), fc.jsonValue())
      .map(([key, value]) => JSON.stringify({ data: { ...good.data, [key]: value } })),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(mutated, (body) => {
      const read = readJson(answer(body), schema);
      if (read.ok) expect(schema.safeParse(read.value).success).toBe(true);
      else expect(['not-json', 'answer-not-understood']).toContain(read.code);
    }),
    { numRuns: 1000 },
  );
});

test('a word that is new, and fields that are new, lose nobody', () => {
  const read = readJson(answer(JSON.stringify({ ...good, extra: 1 })), schema);
  expect(read).toMatchObject({ ok: true, value: { data: { id: 'u1' } } });
});

test('says where it did not understand, never what stood there', () => {
  const read = readJson(answer('{"data":{"id":"u1","email":["secret-value"]}}'), schema);
  expect(read).toEqual({
    ok: false,
    code: 'answer-not-understood',
    why: 'data.email is missing or of another kind',
  });
});

test('a 204 without content reads as an empty object, a 200 without content as no answer', () => {
  expect(readJson(answer('', 'application/json', 204), z.looseObject({}))).toEqual({ ok: true, value: {} });
  expect(readJson(answer(''), z.looseObject({}))).toMatchObject({ ok: false, code: 'not-json' });
});
