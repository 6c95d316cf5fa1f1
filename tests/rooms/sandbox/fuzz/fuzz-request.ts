import fc from 'fast-check';
import {
  type Described,
  type DescribedOperation,
  describedOperations,
} from '../openapi/described-operations.ts';
import { arbitraryOf } from './arbitrary-of-schema.ts';
import { brokenBody, hostileText, spoil, spoiling } from './hostile-values.ts';
import type { KnownNames } from './known-names.ts';

/** One request as it will be sent. Tokens are named, not held, so that a failure can be printed. */
export interface FuzzRequest {
  readonly mood: 'valid' | 'nearly' | 'hostile';
  readonly method: string;
  /** Path and query as they stand on the wire. */
  readonly target: string;
  readonly who: 'admin' | 'member' | 'nobody' | 'garbled';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** `latin1` sends bytes that are no UTF-8. */
  readonly encoding?: 'utf8' | 'latin1';
}

const json = { 'content-type': 'application/json' };

/** Requests to every operation of the description: as described, spoilt in one place, and hostile. */
export function fuzzRequest(names: KnownNames): fc.Arbitrary<FuzzRequest> {
  const operation = fc.constantFrom(...describedOperations);
  return operation.chain((one) =>
    fc.oneof(
      { weight: 5, arbitrary: validRequest(one, names) },
      { weight: 4, arbitrary: nearlyValid(one, names) },
      { weight: 3, arbitrary: hostileRequest(one, names) },
    ),
  );
}

function validRequest(operation: DescribedOperation, names: KnownNames): fc.Arbitrary<FuzzRequest> {
  const schema = operation.requestBody?.['application/json'];
  return fc
    .record({
      path: pathOf(operation, names),
      query: queryOf(operation, names),
      body: schema === undefined ? fc.constant(undefined) : arbitraryOf(schema, names),
      who: fc.constantFrom<FuzzRequest['who'][]>('admin', 'admin', 'admin', 'admin', 'member'),
    })
    .map(({ path, query, body, who }) => ({
      mood: 'valid' as const,
      method: operation.method,
      target: `${path}${queryText(query)}`,
      who,
      headers: body === undefined ? {} : json,
      body: body === undefined ? undefined : JSON.stringify(body),
    }));
}

function nearlyValid(operation: DescribedOperation, names: KnownNames): fc.Arbitrary<FuzzRequest> {
  const isQuery = operation.requestBody === undefined;
  return fc
    .tuple(validRequest(operation, names), spoiling, hostileText, fc.nat(20))
    .map(([request, change, text, which]) => {
      if (!isQuery && request.body !== undefined) {
        return { ...request, mood: 'nearly', body: JSON.stringify(spoil(JSON.parse(request.body), change)) };
      }
      const parameters = operation.parameters.filter(({ in: place }) => place === 'query');
      const name = parameters[which % Math.max(1, parameters.length)]?.name ?? 'notDescribed';
      const joint = request.target.includes('?') ? '&' : '?';
      return { ...request, mood: 'nearly', target: `${request.target}${joint}${name}=${encoded(text)}` };
    });
}

function hostileRequest(operation: DescribedOperation, names: KnownNames): fc.Arbitrary<FuzzRequest> {
  return fc
    .record({
      valid: validRequest(operation, names),
      method: fc.constantFrom(
        operation.method,
        operation.method,
        'GET',
        'POST',
        'PUT',
        'PATCH',
        'DELETE',
        'OPTIONS',
        'HEAD',
      ),
      tail: fc.oneof(
        fc.constantFrom('', '', '/', '//', '%', '%zz', '%ff%fe', '%00', '/..%2f..', ';a=b', '?limit[]=1'),
        rawQuery,
      ),
      who: fc.constantFrom<FuzzRequest['who'][]>('admin', 'admin', 'member', 'nobody', 'garbled'),
      type: fc.constantFrom(
        'application/json',
        'application/json; charset=utf-16',
        'application/json; charset=koi8',
        'application/x-www-form-urlencoded',
        'text/plain',
        'multipart/form-data; boundary=x',
        'application/json;;;',
        'nonsense',
      ),
      extra: fc.constantFrom<Record<string, string>[]>(
        {},
        {},
        { 'content-encoding': 'gzip' },
        { 'content-encoding': 'nonsense' },
        { 'if-match': '*' },
        { range: 'bytes=0-1' },
        { expect: '100-continue' },
        { cookie: 'session=%ff; a' },
        { accept: 'text/html' },
        { 'x-http-method-override': 'DELETE' },
      ),
      body: fc.option(brokenBody, { nil: undefined }),
      encoding: fc.constantFrom('utf8' as const, 'latin1' as const),
    })
    .map(({ valid, method, tail, who, type, extra, body, encoding }) => {
      const hasBody = method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
      const payload = hasBody ? (body ?? valid.body) : undefined;
      return {
        mood: 'hostile' as const,
        method,
        target: `${valid.target}${tail}`,
        who,
        headers: { ...extra, ...(payload === undefined ? {} : { 'content-type': type }) },
        body: payload,
        encoding,
      };
    });
}

const rawQuery = fc
  .array(
    fc.tuple(
      fc.constantFrom('limit', 'offset', 'query', 'filter', 'metric', 'a[b][c]', '__proto__[x]'),
      hostileText,
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((pairs) => `?${pairs.map(([name, text]) => `${name}=${encoded(text)}`).join('&')}`);

function pathOf(operation: DescribedOperation, names: KnownNames): fc.Arbitrary<string> {
  const ids = operation.path.includes('/teams/')
    ? names.teamIds
    : operation.path.includes('/role/')
      ? names.roleIds
      : operation.path.includes('/users/')
        ? names.userIds
        : operation.path.includes('/sso/')
          ? [names.ssoId]
          : ['fuzz-1', 'fuzz-2', 'fuzz-3'];
  return fc
    .oneof({ weight: 9, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: hostileText })
    .map((id) => operation.path.replace(/\{\w+\}/u, encoded(id) || 'x'));
}

function queryOf(operation: DescribedOperation, names: KnownNames): fc.Arbitrary<Record<string, unknown>> {
  const inQuery = operation.parameters.filter((parameter) => parameter.in === 'query');
  return fc.record(
    Object.fromEntries(inQuery.map(({ name, schema }) => [name, valueOfParameter(name, schema, names)])),
    { requiredKeys: inQuery.filter(({ required }) => required === true).map(({ name }) => name) },
  );
}

function valueOfParameter(name: string, schema: Described, names: KnownNames): fc.Arbitrary<unknown> {
  if (name === 'filter') {
    const leaf = { column: 'email', op: 'STRING_CONTAINS', value: 'in' };
    return fc.constantFrom(JSON.stringify(leaf), JSON.stringify({ type: 'OR', children: [leaf, leaf] }), '');
  }
  if (name === 'subjectId') return fc.constantFrom(...names.userIds, ...names.teamIds);
  return arbitraryOf(schema, names, name);
}

function queryText(query: Record<string, unknown>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encoded(String(value))}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** As encodeURIComponent, which refuses half a character. */
function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));
}
