import { seededRandom } from '../seed/seeded-random.ts';
import type { Behaviour } from './behaviour.ts';
import {
  type Exchange,
  failureBody,
  replaceAnswer,
  type Step,
  waitForEver,
  waitWhileThere,
} from './exchange.ts';
import type { OrderOf } from './fault-order.ts';
import { resetConnection } from './send-answer.ts';

const signInPage = `<!doctype html>
<html lang="en"><head><title>Sign in</title></head><body><h1>Sign in to continue</h1></body></html>
`;

/** Waits before everything that follows; a range is drawn by the seed. */
export function latency({ ms, seed }: OrderOf<'latency'>): Behaviour {
  const random = seededRandom(seed, 'latency');
  const span = typeof ms === 'number' ? { min: ms, max: ms } : ms;
  return {
    async strike(exchange, next) {
      await waitWhileThere(exchange, span.min + random.below(span.max - span.min + 1));
      await next();
    },
  };
}

/** Answers 429 in place of the route, which does not run. */
export function tooManyRequests({
  retryAfterSeconds,
  retryAfterAs,
}: OrderOf<'too-many-requests'>): Behaviour {
  const told = (exchange: Exchange): Record<string, string> => {
    if (retryAfterSeconds === undefined) return {};
    if (retryAfterAs === 'seconds') return { 'retry-after': String(retryAfterSeconds) };
    // An HTTP date has whole seconds: rounded up, so that nobody is told to come too early.
    const at = Math.ceil(exchange.nowMs() / 1000) * 1000 + retryAfterSeconds * 1000;
    return { 'retry-after': new Date(at).toUTCString() };
  };
  return {
    async strike(exchange) {
      const failure = {
        status: 429,
        code: 'TOO_MANY_REQUESTS',
        message: 'Too many requests. Wait, then try again.',
      };
      replaceAnswer(exchange, {
        status: 429,
        ...failureBody(exchange.path, failure),
        headers: told(exchange),
      });
    },
  };
}

/** As frameworks name the statuses of RFC 9110 section 15.6 in a body. */
const failureCodes: Readonly<Record<number, string>> = {
  501: 'NOT_IMPLEMENTED',
  502: 'BAD_GATEWAY',
  503: 'SERVICE_UNAVAILABLE',
  504: 'GATEWAY_TIMEOUT',
};

/** Answers 5xx before the route runs, or after it, when what it did stays done. */
export function serverError({ status, body, when }: OrderOf<'server-error'>): Behaviour {
  return insteadOf(when, (exchange) => {
    const failure = {
      status,
      code: failureCodes[status] ?? 'INTERNAL_SERVER_ERROR',
      message: 'This failure was ordered.',
    };
    const usual = failureBody(exchange.path, failure);
    replaceAnswer(exchange, { status, contentType: usual.contentType, body: body ?? usual.body });
  });
}

/** Any answer at all, in place of the route's. */
export function otherAnswer(order: OrderOf<'answer'>): Behaviour {
  return insteadOf(order.when, (exchange) => replaceAnswer(exchange, order));
}

/** A page for people where data was asked for, as a proxy in between sends. */
export function webPage({ status, contentType, body, when }: OrderOf<'web-page'>): Behaviour {
  return insteadOf(when, (exchange) =>
    replaceAnswer(exchange, { status, contentType, body: body ?? signInPage }),
  );
}

/** Resets the connection before the route runs, after it, or with a part of the body sent. */
export function reset({ when, bytes }: OrderOf<'reset'>): Behaviour {
  return {
    async strike(exchange, next) {
      if (when !== 'before') await next();
      if (when === 'in-body') exchange.delivery.cut = { bytes, ending: 'reset' };
      else {
        exchange.answer = undefined;
        resetConnection(exchange);
      }
    },
  };
}

/** Never answers, or stops in the middle of the body and never goes on. */
export function hang({ when, bytes }: OrderOf<'hang'>): Behaviour {
  return {
    async strike(exchange, next) {
      if (when !== 'before') await next();
      if (when === 'in-body') exchange.delivery.cut = { bytes, ending: 'silence' };
      else await waitForEver(exchange);
    },
  };
}

function insteadOf(when: 'before' | 'after', replace: (exchange: Exchange) => void): Behaviour {
  return {
    async strike(exchange: Exchange, next: Step) {
      if (when === 'after') await next();
      replace(exchange);
    },
  };
}
