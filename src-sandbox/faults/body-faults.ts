import type { Behaviour } from './behaviour.ts';
import { changeJson } from './change-json.ts';
import type { OrderOf } from './fault-order.ts';
import { cutTo } from './send-answer.ts';

/** Sends a part of the body: with the whole length told and the connection ended, or as a whole answer of cut JSON. */
export function truncatedBody({ bytes, contentLength }: OrderOf<'truncated-body'>): Behaviour {
  return {
    async strike(exchange, next) {
      await next();
      if (contentLength === 'kept') exchange.delivery.cut = { bytes, ending: 'close' };
      else if (exchange.answer !== undefined) {
        exchange.answer = { ...exchange.answer, body: cutTo(exchange.answer.body, bytes) };
      }
    },
  };
}

/** Sends the body at so many bytes a second. */
export function slowBody({ bytesPerSecond }: OrderOf<'slow-body'>): Behaviour {
  return {
    async strike(exchange, next) {
      await next();
      exchange.delivery.bytesPerSecond = bytesPerSecond;
    },
  };
}

/** Changes values of a JSON answer. An answer that is no JSON stays as it is. */
export function wrongTypes({ pointers, values }: OrderOf<'wrong-types'>): Behaviour {
  return {
    async strike(exchange, next) {
      await next();
      const { answer } = exchange;
      if (answer === undefined) return;
      const body = readJson(answer.body);
      if (body === undefined) return;
      exchange.answer = {
        ...answer,
        body: Buffer.from(JSON.stringify(changeJson(body, { pointers, values }))),
      };
    },
  };
}

/** Tells the date of a clock that is ahead or, below 0, behind. */
export function clockSkew({ ms }: OrderOf<'clock-skew'>): Behaviour {
  return {
    async strike(exchange, next) {
      const { nowMs } = exchange;
      exchange.nowMs = () => nowMs() + ms;
      exchange.response.setHeader('date', new Date(exchange.nowMs()).toUTCString());
      await next();
    },
  };
}

/** The JSON of a body, or undefined when it is none. */
export function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    // A web page or a cut text that another fault put there: there is nothing to change in it.
    return undefined;
  }
}
