import type { serveSandbox } from '../serve-sandbox.ts';

/** A SCIM answer's body, as far as the replays read it. */
export interface SeenScim {
  readonly schemas: string[];
  readonly id: string;
  readonly externalId?: string;
  readonly userName: string;
  readonly displayName: string;
  readonly active: boolean;
  readonly name?: { readonly givenName?: string; readonly familyName?: string };
  readonly emails?: { readonly value: string }[];
  readonly members?: { readonly value: string; readonly display?: string }[];
  readonly meta: { readonly location: string; readonly resourceType: string };
  readonly totalResults: number;
  readonly itemsPerPage: number;
  readonly startIndex: number;
  readonly Resources: SeenScim[];
  readonly status: string;
  readonly scimType?: string;
  readonly detail: string;
  readonly [extension: `urn:${string}`]: { readonly manager?: { readonly value?: string } } | undefined;
}

export interface ScimAnswer {
  readonly status: number;
  readonly type: string;
  readonly location: string | null;
  readonly body: SeenScim;
}

export const schema = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  group: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  enterprise: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  patch: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  error: 'urn:ietf:params:scim:api:messages:2.0:Error',
} as const;

/** Calls the SCIM face of a served sandbox with its own token, as an identity provider does. */
export function scimCalls({ ready }: Pick<Awaited<ReturnType<typeof serveSandbox>>, 'ready'>) {
  return async (
    method: string,
    path: string,
    options: { body?: unknown; token?: string; contentType?: string } = {},
  ): Promise<ScimAnswer> => {
    const response = await fetch(`${ready.scimUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${options.token ?? ready.scimToken}`,
        accept: 'application/scim+json',
        'content-type': options.contentType ?? 'application/scim+json; charset=utf-8',
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      location: response.headers.get('location'),
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
}

/** `filter=` with its value as a query string carries it. */
export function filtered(path: string, filter: string): string {
  return `${path}?filter=${encodeURIComponent(filter)}`;
}
