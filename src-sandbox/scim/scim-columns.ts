import type { ScimCondition } from '../store/scim-people-table.ts';
import type { ScimFilter } from './scim-filter.ts';

/** Where a filter or an order finds an attribute in the tables. */
export type ScimColumn =
  | {
      /** `foldedText` is a column that ignores letter case by itself, which `text` must be told to do. */
      readonly type: 'text' | 'foldedText' | 'exactText' | 'moment' | 'flag';
      readonly sql: string;
      readonly nullable: boolean;
    }
  | {
      readonly type: 'list';
      /** Turns a filter on one item into a condition on the whole row. */
      readonly some: (filter: ScimFilter) => ScimCondition;
      /** The column to sort by, where the list can be sorted by at all. */
      readonly sortedBy?: ScimColumn;
    };

/** Finds the column of an attribute path; undefined for an attribute that is not known. */
export type FindColumn = (path: string) => ScimColumn | undefined;

export const text = (sql: string, nullable = true): ScimColumn => ({ type: 'text', sql, nullable });
export const foldedText = (sql: string, nullable = true): ScimColumn => ({
  type: 'foldedText',
  sql,
  nullable,
});
export const exactText = (sql: string, nullable = true): ScimColumn => ({ type: 'exactText', sql, nullable });
export const moment = (sql: string): ScimColumn => ({ type: 'moment', sql, nullable: false });
export const flag = (sql: string): ScimColumn => ({ type: 'flag', sql, nullable: true });

/** The columns of `meta`, alike for people and teams; `table` holds the moments and the version. */
export function metaColumn(
  name: string,
  { table, resourceType, location }: { table: string; resourceType: string; location: string },
): ScimColumn | undefined {
  switch (name.toLowerCase()) {
    case 'meta.created':
      return moment(`${table}.createdAt`);
    case 'meta.lastmodified':
      return moment(`${table}.updatedAt`);
    case 'meta.resourcetype':
      return text(`'${resourceType}'`, false);
    case 'meta.version':
      return exactText(`('W/"' || ${table}.version || '"')`, false);
    case 'meta.location':
      return exactText(`('${location.replaceAll("'", "''")}/' || ${table}.id)`, false);
    default:
      return undefined;
  }
}

/** A field of JSON text, by names that hold neither quotes nor backslashes. */
export function jsonText(column: string, names: readonly string[]): string {
  return `(${column} ->> '${jsonPath(names)}')`;
}

/** The path of SQLite's JSON functions to these names. */
export function jsonPath(names: readonly string[]): string {
  return `$${names.map((name) => `."${name.replaceAll(/["'\\]/gu, '')}"`).join('')}`;
}
