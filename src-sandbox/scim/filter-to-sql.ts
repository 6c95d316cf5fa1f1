import { foldCase, hasOtherScript, isAscii } from '../store/fold-case.ts';
import type { ScimCondition } from '../store/scim-people-table.ts';
import type { FindColumn, ScimColumn } from './scim-columns.ts';
import type { CompareOp, FilterValue, ScimFilter } from './scim-filter.ts';
import { scimProblem } from './scim-problem.ts';

type Compare = Extract<ScimFilter, { kind: 'compare' }>;
type SingleColumn = Exclude<ScimColumn, { type: 'list' }>;

/**
 * Makes a condition in SQL of a filter (RFC 7644 section 3.4.2.2), so that a million people are searched where they are: scimmy
 * filters objects that are in memory already. Text ignores letter case, in every script, unless the schema says
 * caseExact; values are always bound, never part of the SQL. 400 invalidFilter for an unknown attribute or a value of the
 * wrong type.
 */
export function filterToSql(filter: ScimFilter, findColumn: FindColumn): ScimCondition {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const parts = filter.parts.map((part) => filterToSql(part, findColumn));
      return {
        sql: `(${parts.map((part) => part.sql).join(filter.kind === 'and' ? ' AND ' : ' OR ')})`,
        values: parts.flatMap((part) => part.values),
      };
    }
    case 'not':
      return negated(filterToSql(filter.part, findColumn));
    case 'each': {
      const column = findColumn(filter.path);
      if (column?.type === 'list') return column.some(filter.part);
      throw scimProblem('invalidFilter', `${filter.path} is no list that brackets could filter.`);
    }
    case 'present':
      return present(columnOf(filter.path, findColumn));
    case 'compare':
      return compare(filter, columnOf(filter.path, findColumn));
  }
}

function columnOf(path: string, findColumn: FindColumn): ScimColumn {
  const column = findColumn(path);
  if (column !== undefined) return column;
  throw scimProblem('invalidFilter', `There is no attribute ${path} to filter by.`);
}

function present(column: ScimColumn): ScimCondition {
  if (column.type === 'list') return column.some({ kind: 'present', path: 'value' });
  const isText = column.type !== 'flag' && column.type !== 'moment';
  return { sql: `(${column.sql} IS NOT NULL${isText ? ` AND ${column.sql} <> ''` : ''})`, values: [] };
}

function compare(filter: Compare, column: ScimColumn): ScimCondition {
  const { op, value, path } = filter;
  if (value === null) {
    if (op === 'eq') return negated(present(column));
    if (op === 'ne') return present(column);
    throw scimProblem('invalidFilter', `Null can be compared by eq and ne alone, not by ${op}.`);
  }
  if (column.type === 'list') return column.some({ ...filter, path: 'value' });
  if (op === 'ne') return negated(compare({ ...filter, op: 'eq' }, column));
  if (column.type === 'flag') return { sql: `${column.sql} = ?`, values: [readFlag(filter)] };
  if (column.type === 'moment') return ordered(column, op, readMoment(filter));
  return compareText(column, op, readText(path, value));
}

/** Where the letter case counts, and where it does not but the text has letters that SQLite's own comparison cannot fold. */
const exactParts = {
  eq: '$ = ?',
  co: 'instr($, ?) > 0',
  sw: 'substr($, 1, length(?)) = ?',
  ew: 'substr($, -length(?)) = ?',
} as const;

/** LIKE ignores the letter case of ASCII and takes no copy of each text, so a million are looked through sooner. */
function compareText(column: SingleColumn, op: CompareOp, value: string): ScimCondition {
  if (op !== 'eq' && op !== 'co' && op !== 'sw' && op !== 'ew') return ordered(column, op, value);
  if (column.type === 'exactText') {
    if (op === 'eq') return ordered(column, op, value);
    if (value === '') return { sql: `${column.sql} IS NOT NULL`, values: [] };
    return exactPart(column.sql, op, value);
  }
  const folded = foldCase(value);
  if (!isAscii(folded)) {
    const { sql, values } = exactPart(`foldCase(${column.sql})`, op, folded);
    return { sql: `(${hasOtherScript(column.sql)} AND ${sql})`, values };
  }
  if (op === 'eq') return ordered(column, op, folded);
  const plain = folded.replace(/[\\%_]/gu, '\\$&');
  const pattern = `${op === 'sw' ? '' : '%'}${plain}${op === 'ew' ? '' : '%'}`;
  return { sql: `${column.sql} LIKE ? ESCAPE '\\'`, values: [pattern] };
}

function exactPart(sql: string, op: keyof typeof exactParts, value: string): ScimCondition {
  const isTwice = op === 'sw' || op === 'ew';
  return { sql: exactParts[op].replace('$', () => sql), values: isTwice ? [value, value] : [value] };
}

const signs: Readonly<Partial<Record<CompareOp, string>>> = { eq: '=', gt: '>', ge: '>=', lt: '<', le: '<=' };

function ordered(column: SingleColumn, op: CompareOp, value: string | number): ScimCondition {
  const sign = signs[op];
  if (sign === undefined) throw scimProblem('invalidFilter', `A moment cannot be compared by ${op}.`);
  const collation = column.type === 'text' ? ' COLLATE NOCASE' : '';
  return { sql: `${column.sql} ${sign} ?${collation}`, values: [value] };
}

/** What is unknown to SQL is false to SCIM, so that its opposite is true. */
function negated({ sql, values }: ScimCondition): ScimCondition {
  return { sql: `NOT coalesce((${sql}), 0)`, values };
}

function readText(path: string, value: FilterValue): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw scimProblem('invalidFilter', `${path} is text and is compared with text.`);
}

/** "True" and "False" count as booleans, as Entra sends them (tenant-api, section 8, 12). */
function readFlag({ path, op, value }: Compare): number {
  const word = String(value).toLowerCase();
  if (op !== 'eq' || (word !== 'true' && word !== 'false')) {
    throw scimProblem('invalidFilter', `${path} is true or false, and is compared by eq or ne.`);
  }
  return word === 'true' ? 1 : 0;
}

function readMoment({ path, value }: Compare): number {
  const at = typeof value === 'string' && /^\d{4}-\d\d-\d\d/u.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) throw scimProblem('invalidFilter', `${path} is compared with an ISO 8601 moment.`);
  return at;
}
