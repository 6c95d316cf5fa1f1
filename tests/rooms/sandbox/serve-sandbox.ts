import { onTestFinished } from 'vitest';
import { readOptions } from '../../../src-sandbox/read-options.ts';
import { serveTenant } from '../../../src-sandbox/serve-tenant.ts';
import { checkAgainstOpenapi } from './openapi/check-against-openapi.ts';

export const adminToken = 'admin-token-of-the-tests';
export const memberToken = 'member-token-of-the-tests';

/** A row of a list, with the fields that the tests read; which of them are there depends on the list. */
export interface SeenRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly active: boolean;
  readonly isEditable: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly lastAccessedAt?: string;
  readonly roles: string[];
  readonly rolesWithResource: { roleName: string; resourceType: string; resourceId: string }[];
  readonly metadata: {
    readonly displayName?: string;
    readonly createdByScim?: boolean;
    readonly registeredInIdp?: boolean;
    readonly inviteAccepted?: boolean;
  } | null;
  readonly teamName: string;
  readonly scimUrl: string;
  readonly subjectSlug: string;
  readonly totalMemberCount: number;
  readonly totalManagerCount: number;
  readonly manifest: SeenManifest;
}

export interface SeenManifest {
  readonly name: string;
  readonly members: string[];
  readonly managers: string[];
  readonly subjects: { readonly type: string; readonly name: string }[];
}

/** What the tests read of an answer's body, beyond comparing it whole. */
export interface SeenBody {
  readonly message: string;
  readonly code: string | number;
  readonly details: { readonly type: string; readonly id: string; readonly name: string }[];
  readonly pagination: { readonly total: number };
  readonly data: SeenRow[];
  readonly user: SeenRow;
  readonly users: SeenRow[];
  readonly teams: SeenRow[];
  readonly totalTeams: number;
  readonly token: string;
  readonly link: string;
  readonly created: boolean;
  readonly tenantInfo: { readonly tenantName: string };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: SeenBody;
}

export interface CallOptions {
  readonly token?: string | null;
  readonly body?: unknown;
  readonly raw?: string;
}

/** Serves a tenant of its own over real HTTP until the test ends, and gives a function that calls its API. */
export async function serveSandbox(...args: string[]) {
  const base = ['--users', '60', '--token', adminToken, '--member-token', memberToken];
  const served = await serveTenant(readOptions([...base, ...args]));
  onTestFinished(() => served.close());
  const { tenantUrl } = served.ready;
  /** Ids of the operations that answered with a success, or a redirect where that is one. */
  const succeeded = new Set<string>();

  async function at(method: string, url: string, options: CallOptions = {}): Promise<Answer> {
    const token = options.token === undefined ? adminToken : options.token;
    const payload = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(payload === undefined ? {} : { body: payload }),
    });
    const text = await response.text();
    const contentType = response.headers.get('content-type');
    const body = text === '' || !/\bjson\b/u.test(contentType ?? '') ? undefined : JSON.parse(text);
    const { pathname, search } = new URL(url);
    const operation = checkAgainstOpenapi({
      method,
      path: pathname + search,
      requestBody: options.body,
      status: response.status,
      contentType,
      body,
    });
    if (operation !== undefined && response.status < 400) succeeded.add(operation.id);
    return { status: response.status, headers: response.headers, body };
  }

  const call = (method: string, path: string, options?: CallOptions) =>
    at(method, `${tenantUrl}/api/svc/v1${path}`, options);

  /** All people, by several pages. */
  async function everybody(): Promise<SeenRow[]> {
    const people: SeenRow[] = [];
    for (let offset = 0; ; offset += 1000) {
      const { body } = await call('GET', `/users?limit=1000&showInvalidUsers=true&offset=${offset}`);
      people.push(...body.data);
      if (body.data.length === 0) return people;
    }
  }

  /** One person that the condition fits; the test fails when there is none. */
  async function somebody(fits: (user: SeenRow) => boolean): Promise<SeenRow> {
    const found = (await everybody()).find(fits);
    if (found === undefined) throw new Error('nobody in this tenant fits');
    return found;
  }

  /** The one person whose address contains this. */
  async function personOf(email: string): Promise<SeenRow> {
    const { body } = await call('GET', `/users?showInvalidUsers=true&query=${encodeURIComponent(email)}`);
    const [found] = body.data;
    if (found === undefined) throw new Error(`nobody has the address ${email}`);
    return found;
  }

  return { ready: served.ready, tenantUrl, succeeded, at, call, everybody, somebody, personOf };
}
