import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type Exchange, GoneAway } from './exchange.ts';
import type { FaultDesk, MetFault } from './fault-desk.ts';
import { holdAnswer } from './hold-answer.ts';
import { sendAnswer } from './send-answer.ts';

export interface FaultRunner {
  readonly desk: FaultDesk;
  readonly now: () => number;
  /** Has the tenant run some work just before it takes a route for this request. */
  readonly beforeRoute: WeakMap<IncomingMessage, () => void>;
  /** Ends when the tenant closes, so that nothing is held any longer. */
  readonly closing: AbortSignal;
  /** Is told each fault that strikes. */
  readonly onStrike: (request: IncomingMessage, faultId: string) => void;
}

/**
 * Puts the ordered faults before a tenant: each request passes those that it fits, in the order given, and then the route.
 * Without orders the request goes straight to the route.
 */
export function runFaults(route: RequestListener, runner: FaultRunner): RequestListener {
  return (request, response) => {
    if (runner.desk.isIdle) {
      route(request, response);
      return;
    }
    const exchange = openExchange(route, { request, response, runner });
    const met = runner.desk.meet(exchange);
    if (met.length === 0) {
      route(request, response);
      return;
    }
    pass(exchange, { met, runner })
      .then(() => (exchange.answer === undefined ? undefined : sendAnswer(exchange, exchange.answer)))
      .catch((error: unknown) => giveUp(response, error));
  };
}

async function pass(exchange: Exchange, { met, runner }: { met: readonly MetFault[]; runner: FaultRunner }) {
  const [fault, ...rest] = met;
  if (fault === undefined) {
    exchange.answer = await holdAnswer(exchange);
    return;
  }
  const next = () => pass(exchange, { met: rest, runner });
  if (fault.strikes()) {
    runner.onStrike(exchange.request, fault.id);
    await fault.behaviour.strike(exchange, next);
  } else if (fault.behaviour.pass !== undefined) await fault.behaviour.pass(exchange, next);
  else await next();
}

function openExchange(
  route: RequestListener,
  { request, response, runner }: { request: IncomingMessage; response: ServerResponse; runner: FaultRunner },
): Exchange {
  const gone = new AbortController();
  const leave = () => gone.abort();
  runner.closing.addEventListener('abort', leave, { once: true });
  response.once('close', () => {
    runner.closing.removeEventListener('abort', leave);
    leave();
  });
  if (runner.closing.aborted) leave();
  const [path = '', ...query] = (request.url ?? '').split('?');
  const work: (() => void)[] = [];
  return {
    request,
    response,
    method: request.method ?? '',
    path,
    query: new URLSearchParams(query.join('?')),
    delivery: {},
    nowMs: runner.now,
    route,
    answer: undefined,
    routeEnd: undefined,
    gone: gone.signal,
    beforeRoute(one) {
      work.push(one);
      runner.beforeRoute.set(request, () => {
        for (const each of work.splice(0)) each();
      });
    },
  };
}

function giveUp(response: ServerResponse, error: unknown): void {
  // Nobody waits for this answer any more; whatever is left of the connection is no use to anyone.
  response.destroy();
  if (!(error instanceof GoneAway)) console.error('sandbox: an ordered fault failed', error);
}
