import description from '../../../../src-sandbox/openapi/tenant-api.openapi.json' with { type: 'json' };

/** A schema as it stands in the description, or any part of one. */
export type Described = { readonly [name: string]: unknown };

export interface DescribedParameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly schema: Described;
}

/** One operation with its references resolved, but for those inside of schemas. */
export interface DescribedOperation {
  readonly id: string;
  readonly method: string;
  /** Such as `/api/svc/v1/users/{id}`. */
  readonly path: string;
  readonly parameters: readonly DescribedParameter[];
  /** Media type → schema; undefined where the operation takes no body. */
  readonly requestBody: Readonly<Record<string, Described>> | undefined;
  readonly isBodyRequired: boolean;
  readonly needsToken: boolean;
  readonly responses: ReadonlyMap<string, DescribedResponse>;
}

export interface DescribedResponse {
  /** Media type → schema; undefined where the answer has no body. */
  readonly content: Readonly<Record<string, Described>> | undefined;
  /** With this query parameter, rows have only some of their fields. */
  readonly partialWithQuery: string | undefined;
}

/** The whole description, as /openapi.json serves it. */
export const tenantApiDescription: Described = description;

const methods = ['get', 'put', 'post', 'delete', 'patch'];

/** All operations of the description. */
export const describedOperations: readonly DescribedOperation[] = Object.entries(
  record(tenantApiDescription.paths),
).flatMap(([path, item]) =>
  methods.flatMap((method) => {
    const operation = record(item)[method];
    return operation === undefined ? [] : [operationOf(path, method, record(item), record(operation))];
  }),
);

// Paths without values stand before those with them, as in the tenant: /users/register is no /users/{id}.
const patterns = describedOperations
  .map((operation) => ({ operation, pattern: patternOf(operation.path) }))
  .sort((one, other) => valuesIn(one.operation.path) - valuesIn(other.operation.path));

/** The operation that answers this method and path (without query), or undefined when none is described. */
export function findOperation(method: string, path: string): DescribedOperation | undefined {
  return patterns.find(
    ({ operation, pattern }) => operation.method === method.toUpperCase() && pattern.test(path),
  )?.operation;
}

function operationOf(
  path: string,
  method: string,
  item: Described,
  operation: Described,
): DescribedOperation {
  const body = operation.requestBody === undefined ? undefined : resolved(operation.requestBody);
  const security = operation.security ?? tenantApiDescription.security;
  return {
    id: String(operation.operationId),
    method: method.toUpperCase(),
    path,
    parameters: [...list(item.parameters), ...list(operation.parameters)].map(
      (parameter) => resolved(parameter) as unknown as DescribedParameter,
    ),
    requestBody: body === undefined ? undefined : schemasOf(body),
    isBodyRequired: body?.required === true,
    needsToken: Array.isArray(security) && security.length > 0,
    responses: new Map(
      Object.entries(record(operation.responses)).map(([status, response]) => {
        const answer = resolved(response);
        const partial = answer['x-partial-with-query'];
        return [
          status,
          {
            content: answer.content === undefined ? undefined : schemasOf(answer),
            partialWithQuery: typeof partial === 'string' ? partial : undefined,
          },
        ];
      }),
    ),
  };
}

function schemasOf(body: Described): Readonly<Record<string, Described>> {
  return Object.fromEntries(
    Object.entries(record(body.content)).map(([type, media]) => [type, record(record(media).schema)]),
  );
}

/** Follows one reference into the description. */
export function resolved(part: unknown): Described {
  const { $ref: reference } = record(part);
  if (typeof reference !== 'string') return record(part);
  const steps = reference.split('/').slice(1);
  return record(steps.reduce<unknown>((at, step) => record(at)[step], tenantApiDescription));
}

function patternOf(path: string): RegExp {
  const text = path.replace(/[.]/gu, '\\.').replace(/\{\w+\}/gu, '[^/]+');
  return new RegExp(`^${text}/?$`, 'iu');
}

function valuesIn(path: string): number {
  return path.split('{').length;
}

function record(value: unknown): Described {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Described;
  throw new Error('the description has something else than an object here');
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
