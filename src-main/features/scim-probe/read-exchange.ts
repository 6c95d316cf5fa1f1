import { z } from 'zod';
import type { ScimAnswer, ScimExchange } from '../../tenant-api/scim-wire.ts';

/** Neither of them survives in a path: what was meant for one resource would go to the whole list. */
const isNoId: ReadonlySet<string> = new Set(['.', '..']);
const idSchema = z
  .string()
  .min(1)
  .max(300)
  .refine((id) => !isNoId.has(id));
const resourceSchema = z.looseObject({ id: idSchema });
/** A resource as it came; `id` is all that every one has. */
export type ScimResource = z.infer<typeof resourceSchema>;

export interface ScimList {
  total: number | null;
  resources: ScimResource[];
}

const lostWords: Record<Extract<ScimExchange, { is: 'lost' }>['kind'], string> = {
  unreachable: 'It does not answer',
  certificate: 'Its certificate cannot be trusted',
  'timed-out': 'It took too long to answer',
  redirected: 'It sends the request on to another address, where the token is not sent',
  'too-large': 'The answer is larger than Tenantry accepts',
  ended: 'The run was ended',
};

/** What came back in a few words: `Status 409, Somebody with this userName exists`. */
export function saidBy(exchange: ScimExchange): string {
  if (exchange.is === 'lost') {
    return exchange.why === '' ? lostWords[exchange.kind] : `${lostWords[exchange.kind]} (${exchange.why})`;
  }
  const { status, form, words } = exchange;
  if (form === 'page') return `Status ${status} with a web page instead of data`;
  if (words !== '') return `Status ${status}, ${words.replace(/\.$/, '')}`;
  return `Status ${status}`;
}

/** Whether it was a success, with or without content. */
export function isGood(exchange: ScimExchange): exchange is ScimAnswer {
  return (
    exchange.is === 'answer' && exchange.status >= 200 && exchange.status < 300 && exchange.form !== 'page'
  );
}

/** The list in an answer; null when it is no good list. `total` is null where it is no number. */
export function listIn(exchange: ScimExchange): ScimList | null {
  if (!isGood(exchange) || typeof exchange.body !== 'object' || exchange.body === null) return null;
  const { totalResults, Resources } = exchange.body as { totalResults?: unknown; Resources?: unknown };
  if (totalResults === undefined && !Array.isArray(Resources)) return null;
  const resources = (Array.isArray(Resources) ? Resources : []).flatMap((one: unknown) => {
    const parsed = resourceSchema.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  });
  return { total: typeof totalResults === 'number' ? totalResults : null, resources };
}

/** The one resource in an answer; null when there is none. */
export function resourceIn(exchange: ScimExchange): ScimResource | null {
  if (!isGood(exchange)) return null;
  const parsed = resourceSchema.safeParse(exchange.body);
  return parsed.success ? parsed.data : null;
}

const errorUrn = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** Whether a refusal has the shape of RFC 7644, section 3.12; and its keyword. */
export function scimErrorIn(exchange: ScimExchange): { isScim: boolean; keyword: string } {
  if (exchange.is === 'lost' || typeof exchange.body !== 'object' || exchange.body === null) {
    return { isScim: false, keyword: '' };
  }
  const { schemas, scimType } = exchange.body as { schemas?: unknown; scimType?: unknown };
  const isScim = Array.isArray(schemas) && schemas.includes(errorUrn);
  return { isScim, keyword: typeof scimType === 'string' ? scimType.slice(0, 40) : '' };
}

/** The text of an attribute; empty when it has none. */
export function textOf(resource: ScimResource, name: string): string {
  const value = resource[name];
  return typeof value === 'string' ? value : '';
}

/** What `active` is there; null when it is left out or no boolean. */
export function activeOf(resource: ScimResource): boolean | null {
  return typeof resource.active === 'boolean' ? resource.active : null;
}

/** The ids of a group's members, in order, each as often as it stands there. */
export function membersOf(resource: ScimResource): string[] {
  const { members } = resource;
  if (!Array.isArray(members)) return [];
  return members.flatMap((member: unknown) => {
    const value = typeof member === 'object' && member !== null && 'value' in member ? member.value : null;
    return typeof value === 'string' ? [value] : [];
  });
}

/** A filter that asks for one value, quoted as JSON is. */
export function equals(attribute: string, value: string): string {
  return `${attribute} eq ${JSON.stringify(value)}`;
}
