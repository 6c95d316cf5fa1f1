import { scimProblem } from './scim-problem.ts';

export type CompareOp = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le';
export type FilterValue = string | number | boolean | null;

/** A filter as it was meant (RFC 7644 section 3.4.2.2). `each` is a filter on the items of a list: `emails[…]`. */
export type ScimFilter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly ScimFilter[] }
  | { readonly kind: 'not'; readonly part: ScimFilter }
  | { readonly kind: 'compare'; readonly path: string; readonly op: CompareOp; readonly value: FilterValue }
  | { readonly kind: 'present'; readonly path: string }
  | { readonly kind: 'each'; readonly path: string; readonly part: ScimFilter };

/** An attribute path of a PATCH: `emails[type eq "work"].value` (RFC 7644 section 3.5.2). */
export interface PatchPath {
  readonly path: string;
  readonly filter: ScimFilter | undefined;
  readonly sub: string | undefined;
}

const longest = 8192;
const mostTerms = 30;
const deepest = 20;
const compareOps: readonly CompareOp[] = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'];
const token =
  /\s*(?:([()[\]])|("(?:[^"\\]|\\.)*")|(\.?[A-Za-z$][\w$.:-]*)|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?))/uy;

/**
 * Reads a filter. scimmy's own Filter is not used: it cuts a value at an escaped quote, turns `not (a or b)` into
 * `not a or not b`, takes `userName eq` and a trailing `and` for whole, and multiplies brackets out, which doubles with
 * each pair. Bounded to 8,192 characters, 30 comparisons and 20 levels. 400 invalidFilter for anything else.
 */
export function readFilter(text: string): ScimFilter {
  const reader = new FilterReader(text, 'invalidFilter');
  const filter = reader.readOr(0);
  reader.expectEnd();
  return filter;
}

/** Reads a PATCH path. 400 invalidPath for what is none. */
export function readPatchPath(text: string): PatchPath {
  const reader = new FilterReader(text, 'invalidPath');
  const path = reader.readPath();
  reader.expectEnd();
  return path;
}

class FilterReader {
  private readonly tokens: string[] = [];
  private next = 0;
  private terms = 0;

  constructor(
    text: string,
    private readonly scimType: 'invalidFilter' | 'invalidPath',
  ) {
    if (text.length > longest) throw this.fail(`is longer than ${longest} characters`);
    const trimmed = text.trim();
    token.lastIndex = 0;
    while (token.lastIndex < trimmed.length) {
      const from = token.lastIndex;
      const found = token.exec(trimmed);
      if (found === null) throw this.fail(`cannot be read from “${trimmed.slice(from, from + 20)}” on`);
      this.tokens.push(found[0].trim());
    }
    if (this.tokens.length === 0) throw this.fail('is empty');
  }

  readOr(depth: number): ScimFilter {
    return this.readChain('or', () => this.readChain('and', () => this.readTerm(depth)));
  }

  /** `attribute`, `attribute[filter]` or `attribute[filter].part`. */
  readPath(): PatchPath {
    const path = this.takeWord();
    if (this.tokens[this.next] !== '[') return { path, filter: undefined, sub: undefined };
    this.next += 1;
    const filter = this.readOr(1);
    this.expect(']');
    const dotted = this.tokens[this.next];
    if (dotted === undefined || !/^\.[A-Za-z$][\w$-]*$/u.test(dotted))
      return { path, filter, sub: undefined };
    this.next += 1;
    return { path, filter, sub: dotted.slice(1) };
  }

  expectEnd(): void {
    const rest = this.tokens[this.next];
    if (rest !== undefined) throw this.fail(`has “${rest.slice(0, 40)}” where it should end`);
  }

  private readChain(word: 'and' | 'or', readPart: () => ScimFilter): ScimFilter {
    const first = readPart();
    const parts = [first];
    while (this.isNext(word)) {
      this.next += 1;
      parts.push(readPart());
    }
    return parts.length === 1 ? first : { kind: word, parts };
  }

  private readTerm(depth: number): ScimFilter {
    if (depth > deepest) throw this.fail(`is nested deeper than ${deepest} levels`);
    if (this.isNext('not') && this.tokens[this.next + 1] === '(') {
      this.next += 1;
      return { kind: 'not', part: this.readGroup(depth) };
    }
    if (this.tokens[this.next] === '(') return this.readGroup(depth);
    this.terms += 1;
    if (this.terms > mostTerms) throw this.fail(`has more than ${mostTerms} comparisons`);
    return this.readComparison();
  }

  private readGroup(depth: number): ScimFilter {
    this.expect('(');
    const inner = this.readOr(depth + 1);
    this.expect(')');
    return inner;
  }

  private readComparison(): ScimFilter {
    const { path, filter, sub } = this.readPath();
    if (filter !== undefined && sub === undefined) return { kind: 'each', path, part: filter };
    const comparison = this.readOp(sub ?? path);
    if (filter === undefined) return comparison;
    // Entra's `emails[type eq "work"].value eq "…"`: one and the same item fits both.
    return { kind: 'each', path, part: { kind: 'and', parts: [filter, comparison] } };
  }

  private readOp(path: string): ScimFilter {
    const word = this.takeWord().toLowerCase();
    if (word === 'pr') return { kind: 'present', path };
    const op = compareOps.find((known) => known === word);
    if (op === undefined) throw this.fail(`has the unknown operator “${word.slice(0, 40)}”`);
    return { kind: 'compare', path, op, value: this.takeValue() };
  }

  private takeValue(): FilterValue {
    const text = this.tokens[this.next];
    this.next += 1;
    if (text === undefined) throw this.fail('ends where a value should stand');
    if (text.startsWith('"')) return this.readText(text);
    if (/^-?\d/u.test(text)) return Number(text);
    const word = text.toLowerCase();
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    throw this.fail(`has “${text.slice(0, 40)}” where a value should stand; text needs double quotes`);
  }

  private readText(quoted: string): string {
    try {
      const value: unknown = JSON.parse(quoted);
      if (typeof value === 'string') return value;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    throw this.fail('has a text that is not quoted as JSON quotes it');
  }

  private takeWord(): string {
    const word = this.tokens[this.next];
    if (word === undefined) throw this.fail('ends where an attribute or an operator should stand');
    if (!/^[A-Za-z$]/u.test(word)) throw this.fail(`has “${word.slice(0, 40)}” where a name should stand`);
    this.next += 1;
    return word;
  }

  private isNext(word: string): boolean {
    return this.tokens[this.next]?.toLowerCase() === word;
  }

  private expect(sign: string): void {
    if (this.tokens[this.next] !== sign) throw this.fail(`lacks a “${sign}”`);
    this.next += 1;
  }

  private fail(what: string) {
    return scimProblem(this.scimType, `The ${this.scimType === 'invalidPath' ? 'path' : 'filter'} ${what}.`);
  }
}
