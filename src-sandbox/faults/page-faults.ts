import type { Behaviour } from './behaviour.ts';
import { readJson } from './body-faults.ts';
import type { Exchange } from './exchange.ts';
import type { OrderOf } from './fault-order.ts';

/** REST pages by offset from 0, SCIM by startIndex from 1 (RFC 7644, 3.4.2.4). */
interface Paging {
  readonly startName: 'offset' | 'startIndex';
  readonly sizeName: 'limit' | 'count';
  readonly first: 0 | 1;
}

/** Moves the rows under pages behind the first: each begins so many rows later or earlier than asked, and says nothing. */
export function shiftRows({ by }: OrderOf<'shift-rows'>): Behaviour {
  const asked = (exchange: Exchange) => wholeNumber(exchange.query.get(pagingOf(exchange).startName));
  return {
    fits: (exchange) => exchange.method === 'GET' && (asked(exchange) ?? 0) > pagingOf(exchange).first,
    async strike(exchange, next) {
      const { startName, first } = pagingOf(exchange);
      const start = asked(exchange) ?? first;
      askInstead(exchange, startName, Math.max(first, start + by));
      await next();
      tellStart(exchange, { startName, start });
    },
  };
}

/** Gives fewer rows a page than were asked for, as a server with a limit of its own. */
export function fewerRows({ most }: OrderOf<'fewer-rows'>): Behaviour {
  const turns = typeof most === 'number' ? [most] : most;
  let turn = 0;
  return {
    fits: ({ method }) => method === 'GET',
    async strike(exchange, next) {
      const { sizeName } = pagingOf(exchange);
      const limit = turns[turn % turns.length] ?? 1;
      turn += 1;
      const wanted = wholeNumber(exchange.query.get(sizeName));
      askInstead(exchange, sizeName, Math.min(limit, wanted ?? 100));
      await next();
    },
  };
}

function pagingOf({ path }: Exchange): Paging {
  return /\/scim\/v2\//iu.test(path)
    ? { startName: 'startIndex', sizeName: 'count', first: 1 }
    : { startName: 'offset', sizeName: 'limit', first: 0 };
}

/** The routes read the address of the request, so that is what changes. */
function askInstead({ request, path, query }: Exchange, name: string, value: number): void {
  query.set(name, String(value));
  request.url = `${path}?${query.toString()}`;
}

/** A tenant whose rows moved does not know it: it tells the start that was asked for. */
function tellStart(exchange: Exchange, { startName, start }: { startName: string; start: number }): void {
  if (exchange.answer === undefined) return;
  const body = readJson(exchange.answer.body);
  if (typeof body !== 'object' || body === null) return;
  const told = 'pagination' in body ? body.pagination : body;
  if (typeof told !== 'object' || told === null || !(startName in told)) return;
  Object.assign(told, { [startName]: start });
  exchange.answer = { ...exchange.answer, body: Buffer.from(JSON.stringify(body)) };
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/u.test(text) ? Number(text) : undefined;
}
