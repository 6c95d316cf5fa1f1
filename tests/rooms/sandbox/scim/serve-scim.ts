import { expect } from 'vitest';
import { serveSandbox } from '../serve-sandbox.ts';

/** A SCIM resource or message, with the fields that the tests read; which of them are there depends on the call. */
export interface SeenResource {
  readonly schemas: string[];
  readonly id: string;
  readonly externalId?: string;
  readonly userName: string;
  readonly displayName: string;
  readonly active: boolean;
  readonly title?: string;
  readonly name?: { readonly givenName?: string; readonly familyName?: string; readonly formatted?: string };
  readonly emails: { readonly value: string; readonly type?: string; readonly primary?: boolean }[];
  readonly members: { readonly value: string; readonly display: string }[];
  readonly groups: { readonly value: string; readonly display: string }[];
  readonly meta: { readonly version: string; readonly location: string; readonly lastModified: string };
  readonly [extension: string]: unknown;
}

export interface SeenScim extends SeenResource {
  readonly totalResults: number;
  readonly startIndex: number;
  readonly itemsPerPage: number;
  readonly Resources: SeenResource[];
  readonly status: string;
  readonly scimType?: string;
  readonly detail: string;
}

export interface ScimAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: SeenScim;
}

export interface ScimOptions {
  readonly body?: unknown;
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string | null;
}

export const patchUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
export const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const groupUrn = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const enterpriseUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const errorUrn = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** Serves a tenant in SCIM mode until the test ends, and gives functions that call its SCIM over real HTTP. */
export async function serveScim(...args: string[]) {
  const sandbox = await serveSandbox(...args);
  const { scimUrl, scimToken } = sandbox.ready;
  if (scimUrl === undefined || scimToken === undefined) throw new Error('this tenant has no SCIM');

  async function scim(method: string, path: string, options: ScimOptions = {}): Promise<ScimAnswer> {
    const token = options.token === undefined ? scimToken : options.token;
    const payload = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
    const response = await fetch(`${scimUrl}${path}`, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(payload === undefined ? {} : { 'content-type': 'application/scim+json' }),
        ...options.headers,
      },
      ...(payload === undefined ? {} : { body: payload }),
    });
    const text = await response.text();
    if (text !== '') expect(response.headers.get('content-type')).toMatch(/^application\/scim\+json/);
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  }

  /** A user made over SCIM; the test fails when that fails. */
  async function makeUser(userName: string, more: object = {}): Promise<SeenResource> {
    const made = await scim('POST', '/Users', { body: { schemas: [userUrn], userName, ...more } });
    expect(made).toMatchObject({ status: 201 });
    return made.body;
  }

  async function makeGroup(
    displayName: string,
    members: readonly SeenResource[] = [],
  ): Promise<SeenResource> {
    const body = { schemas: [groupUrn], displayName, members: members.map(({ id }) => ({ value: id })) };
    const made = await scim('POST', '/Groups', { body });
    expect(made).toMatchObject({ status: 201 });
    return made.body;
  }

  const patch = (path: string, ...operations: object[]) =>
    scim('PATCH', path, { body: { schemas: [patchUrn], Operations: operations } });

  const find = (endpoint: 'Users' | 'Groups', filter: string, more = '') =>
    scim('GET', `/${endpoint}?filter=${encodeURIComponent(filter)}${more}`);

  return { ...sandbox, scimUrl, scimToken, scim, makeUser, makeGroup, patch, find };
}

/** The ids of a group's members, sorted. */
export function memberIds(group: SeenResource): string[] {
  return group.members.map(({ value }) => value).sort();
}

/** The ids of these resources, sorted. */
export function idsOf(...resources: SeenResource[]): string[] {
  return resources.map(({ id }) => id).sort();
}

/** What a refusal looks like (RFC 7644 section 3.12). */
export function refusal(status: number, scimType?: string) {
  return {
    status,
    body: {
      schemas: [errorUrn],
      status: String(status),
      detail: expect.stringMatching(/\w/),
      ...(scimType === undefined ? {} : { scimType }),
    },
  };
}
