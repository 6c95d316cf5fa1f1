import type { FaultMatch } from './fault-order.ts';

/** A request as far as an order may ask about it. */
export interface AskedLine {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
}

/**
 * Makes the test of an order. A path fits whole, with `:name` for one segment and a `*` at its end for whatever follows;
 * letter case and one slash at the end count as little as they do to the routes. A query value of `*` fits any.
 */
export function matchRequest({ method, path, query }: FaultMatch): (asked: AskedLine) => boolean {
  const pattern = path === undefined ? undefined : pathPattern(path);
  const wanted = Object.entries(query ?? {});
  return (asked) =>
    (method === undefined || asked.method === method) &&
    (pattern === undefined || pattern.test(asked.path)) &&
    wanted.every(([name, value]) =>
      value === '*' ? asked.query.has(name) : asked.query.getAll(name).includes(value),
    );
}

function pathPattern(path: string): RegExp {
  const isPrefix = path.endsWith('*');
  const source = (isPrefix ? path.slice(0, -1) : path.replace(/(?<=.)\/$/u, ''))
    .split('/')
    .map((part) => (/^:\w+$/u.test(part) ? '[^/]+' : part.replace(/[$()*+.?[\\\]^{|}]/gu, '\\$&')))
    .join('/');
  return new RegExp(isPrefix ? `^${source}` : `^${source}/?$`, 'iu');
}
