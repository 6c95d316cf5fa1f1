import type { Request } from 'express';
import SCIMMY from 'scimmy';
import { z } from 'zod';
import type { WantedAttributes } from './project-attributes.ts';
import { readFilter, type ScimFilter } from './scim-filter.ts';
import { isObject, ownIgnoringCase } from './scim-json.ts';
import { scimProblem } from './scim-problem.ts';

/** What a client asks a list for (RFC 7644 sections 3.4.2 and 3.9). */
export interface ListQuery extends WantedAttributes {
  readonly filter: ScimFilter | undefined;
  readonly sortBy: string | undefined;
  readonly sortOrder: 'ascending' | 'descending';
  /** From 1. */
  readonly startIndex: number;
  readonly count: number;
}

/** The largest page; ServiceProviderConfig says so as `maxResults`. */
export const largestPage = 1000;
const usualPage = 100;

/**
 * Reads the query string of a list. A page larger than 1,000 is cut to that, a negative one is empty, a start below 1 is 1 (RFC
 * 7644 section 3.4.2.4). 400 invalidFilter, and 400 invalidValue for what is no number or no order.
 */
export function readListQuery(request: Request): ListQuery {
  const query = queryOf(request);
  const text = (name: string) => {
    const value = ownIgnoringCase(query, name);
    return typeof value === 'string' ? value : undefined;
  };
  return asListQuery({
    filter: text('filter'),
    sortBy: text('sortBy'),
    sortOrder: text('sortOrder'),
    startIndex: wholeNumber(text('startIndex'), 'startIndex'),
    count: wholeNumber(text('count'), 'count'),
    attributes: names(text('attributes')),
    excludedAttributes: names(text('excludedAttributes')),
  });
}

const searchBody = z.object({
  schemas: z.tuple([z.literal(SCIMMY.Messages.SearchRequest.id)]),
  filter: z.string().optional(),
  attributes: z.array(z.string()).optional(),
  excludedattributes: z.array(z.string()).optional(),
  sortby: z.string().optional(),
  sortorder: z.string().optional(),
  startindex: z.int().optional(),
  count: z.int().optional(),
});

/** Reads the body of a POST to /.search (RFC 7644 section 3.4.3); 400 invalidSyntax, or as readListQuery. */
export function readSearch(body: unknown): ListQuery {
  if (!isObject(body)) throw scimProblem('invalidSyntax', 'The body must be a SearchRequest message.');
  const fields = Object.entries(body).filter(([, value]) => value !== null);
  const asked = searchBody.safeParse(
    Object.fromEntries(fields.map(([name, value]) => [name.toLowerCase(), value])),
  );
  if (!asked.success) {
    const issue = asked.error.issues[0];
    throw scimProblem(
      'invalidSyntax',
      `SearchRequest, ${issue?.path.join('.') ?? 'body'}: ${issue?.message ?? ''}`,
    );
  }
  const { excludedattributes, sortby, sortorder, startindex, ...rest } = asked.data;
  return asListQuery({
    ...rest,
    excludedAttributes: excludedattributes,
    sortBy: sortby,
    sortOrder: sortorder,
    startIndex: startindex,
  });
}

/** Which attributes to answer with, for one resource (RFC 7644 section 3.9). */
export function readWanted(request: Request): WantedAttributes {
  const query = queryOf(request);
  const list = (name: string) => {
    const value = ownIgnoringCase(query, name);
    return typeof value === 'string' ? names(value) : [];
  };
  return { attributes: list('attributes'), excludedAttributes: list('excludedAttributes') };
}

function asListQuery(asked: {
  filter?: string | undefined;
  sortBy?: string | undefined;
  sortOrder?: string | undefined;
  startIndex?: number | undefined;
  count?: number | undefined;
  attributes?: string[] | undefined;
  excludedAttributes?: string[] | undefined;
}): ListQuery {
  const { filter, sortBy, startIndex = 1, count = usualPage, attributes, excludedAttributes } = asked;
  return {
    filter: filter === undefined ? undefined : readFilter(filter),
    sortBy: sortBy === '' ? undefined : sortBy,
    sortOrder: readOrder(asked.sortOrder),
    startIndex: Math.max(1, startIndex),
    count: Math.min(largestPage, Math.max(0, count)),
    attributes: attributes ?? [],
    excludedAttributes: excludedAttributes ?? [],
  };
}

/** The query string as express took it apart; 400 where its percent-encoding is broken. */
function queryOf(request: Request): Record<string, unknown> {
  const [, query = ''] = request.originalUrl.split(/\?(.*)/su, 2);
  try {
    decodeURIComponent(query);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw scimProblem('invalidValue', 'The query string is not percent-encoded UTF-8.');
  }
  return request.query;
}

function readOrder(text: string | undefined): ListQuery['sortOrder'] {
  const order = text?.toLowerCase() ?? 'ascending';
  if (order === 'ascending' || order === 'descending') return order;
  throw scimProblem('invalidValue', 'sortOrder must be ascending or descending.');
}

function wholeNumber(text: string | undefined, name: string): number | undefined {
  if (text === undefined || text === '') return undefined;
  if (/^-?\d{1,15}$/u.test(text)) return Number(text);
  throw scimProblem('invalidValue', `${name} must be a whole number.`);
}

function names(text: string | undefined): string[] {
  return (
    (text ?? '')
      .split(',')
      // Microsoft asks for emails[type eq "work"] here, which RFC 7644 section 3.9 does not know: the whole attribute it is.
      .map((name) => name.replace(/\[[^\]]*\]/gu, '').trim())
      .filter((name) => name !== '')
  );
}
