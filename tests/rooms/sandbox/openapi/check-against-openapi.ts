import { type DescribedOperation, type DescribedParameter, findOperation } from './described-operations.ts';
import { type Validation, whatIsWrong } from './what-is-wrong.ts';

/** One request and its answer as they went over the wire. Bodies are parsed JSON, undefined when there was none. */
export interface Exchange {
  readonly method: string;
  /** Path with its query. */
  readonly path: string;
  readonly requestBody: unknown;
  readonly status: number;
  readonly contentType: string | null;
  readonly body: unknown;
}

export interface Strictness {
  /** `refuse`: a query parameter or body field that is not described is a fault too. */
  readonly strangers: 'refuse' | 'ignore';
}

/**
 * Throws when an exchange is not as the description has it: the operation is unknown but did not answer 404, the status
 * is not declared, the answer's type or body is another, or a request that was accepted is not described. Answers the
 * operation, or undefined for what the description leaves to others: SCIM (RFC 7643) and pages for people.
 */
export function checkAgainstOpenapi(
  exchange: Exchange,
  strictness: Strictness = { strangers: 'ignore' },
): DescribedOperation | undefined {
  const url = new URL(exchange.path, 'http://tenant.example');
  if (!isDescribedPlace(url.pathname) || exchange.method === 'HEAD') return undefined;
  const operation = findOperation(exchange.method, url.pathname);
  if (operation === undefined) {
    if (!url.pathname.startsWith('/api/')) return undefined;
    const isRefused = exchange.status === 404 || unreadable.has(exchange.status);
    if (!isRefused) throw fault(exchange, 'no such operation is described');
    checkSchema(exchange, 'the answer', { schema: problem, value: exchange.body });
    return undefined;
  }
  checkAnswer(exchange, operation, url);
  if (exchange.status < 300) checkRequest(exchange, operation, url, strictness);
  return operation;
}

/** Answered before any operation is looked for, as the description's head says. */
const unreadable: ReadonlySet<number> = new Set([400, 413, 415]);
const problem = { $ref: '#/components/schemas/Problem' };

function isDescribedPlace(path: string): boolean {
  return !path.startsWith('/api/svc/v1/scim/');
}

function checkAnswer(exchange: Exchange, operation: DescribedOperation, url: URL): void {
  const response = operation.responses.get(String(exchange.status));
  if (response === undefined && unreadable.has(exchange.status)) {
    checkSchema(exchange, 'the answer', { schema: problem, value: exchange.body });
    return;
  }
  if (response === undefined) throw fault(exchange, 'this status is not declared');
  if (response.content === undefined) {
    if (exchange.body !== undefined) throw fault(exchange, 'an answer without a body has one');
    return;
  }
  const type = exchange.contentType?.split(';')[0]?.trim() ?? '';
  const schema = response.content[type];
  if (schema === undefined) throw fault(exchange, `the content type ${type} is not declared`);
  if (type !== 'application/json') return;
  const isPartial =
    response.partialWithQuery !== undefined && url.searchParams.has(response.partialWithQuery);
  checkSchema(exchange, 'the answer', {
    schema,
    value: exchange.body,
    extent: isPartial ? 'partial' : 'whole',
  });
  const { statusCode } = (exchange.body ?? {}) as { statusCode?: unknown };
  if (exchange.status >= 400 && statusCode !== exchange.status) {
    throw fault(exchange, `the body says status ${String(statusCode)}`);
  }
}

function checkRequest(
  exchange: Exchange,
  operation: DescribedOperation,
  url: URL,
  { strangers }: Strictness,
): void {
  const inQuery = operation.parameters.filter((parameter) => parameter.in === 'query');
  if (strangers === 'refuse') {
    const known = new Set(inQuery.map(({ name }) => name));
    const unknown = [...url.searchParams.keys()].filter((name) => !known.has(name));
    if (unknown.length > 0) throw fault(exchange, `the query has the unknown ${unknown.join(', ')}`);
  }
  for (const parameter of inQuery) {
    const value = queryValue(parameter, url);
    if (value !== undefined) {
      checkSchema(exchange, `the query's ${parameter.name}`, { schema: parameter.schema, value });
    } else if (parameter.required === true) throw fault(exchange, `the query lacks ${parameter.name}`);
  }
  const schema = operation.requestBody?.['application/json'];
  if (exchange.requestBody === undefined) {
    if (operation.isBodyRequired) throw fault(exchange, 'the request has no body');
    return;
  }
  if (schema !== undefined) {
    checkSchema(exchange, 'the request', { schema, value: exchange.requestBody, strangers });
  } else if (strangers === 'refuse') throw fault(exchange, 'the request has a body that is not described');
}

function queryValue({ name, schema }: DescribedParameter, url: URL): unknown {
  const values = url.searchParams.getAll(name);
  if (values.length === 0) return undefined;
  if (schema.type === 'array') return values.flatMap((value) => value.split(','));
  const [value = ''] = values;
  if (schema.type === 'integer') return /^-?\d+$/u.test(value) ? Number(value) : value;
  return value;
}

function checkSchema(exchange: Exchange, what: string, validation: Validation): void {
  const wrong = whatIsWrong(validation);
  if (wrong !== undefined) throw fault(exchange, `${what} is not as described: ${wrong}`);
}

// Bodies are left out: they can hold tokens, and the output of tests is kept.
function fault({ method, path, status }: Exchange, what: string): Error {
  return new Error(`${method} ${path.split('?')[0]} answered ${status}: ${what}`);
}
