import type { ServerResponse } from 'node:http';
import type { Exchange, HeldAnswer } from './exchange.ts';

/**
 * Runs the route and keeps its answer from going out: status and body come back, headers stay in the response, which is
 * as good as unused afterwards. Resolves when the route ends its answer, or the client leaves (then without one, and
 * `routeEnd` still waits for the route). Fails as the route does.
 */
export function holdAnswer(exchange: Exchange): Promise<HeldAnswer | undefined> {
  const { request, response } = exchange;
  let isOver = () => {};
  exchange.routeEnd = new Promise((resolve) => {
    isOver = resolve;
  });
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let isBegun = false;
    const settle = (answer: HeldAnswer | undefined) => {
      exchange.gone.removeEventListener('abort', leave);
      giveBack();
      resolve(answer);
    };
    const leave = () => {
      settle(undefined);
      noteEnd(response, isOver);
    };
    const keep = (piece: unknown, encoding: unknown) => {
      isBegun = true;
      if (typeof piece === 'string') {
        pieces.push(Buffer.from(piece, isEncoding(encoding) ? encoding : 'utf8'));
      } else if (piece instanceof Uint8Array) pieces.push(Buffer.from(piece));
    };
    const giveBack = hide(response, {
      headersSent: { get: () => isBegun },
      writeHead: {
        value(status: number, ...more: unknown[]) {
          isBegun = true;
          response.statusCode = status;
          const headers = more.at(-1);
          if (typeof headers === 'object' && headers !== null && !Array.isArray(headers)) {
            for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
          }
          return response;
        },
      },
      flushHeaders: {
        value() {
          isBegun = true;
        },
      },
      write: {
        value(piece: unknown, encoding?: unknown, done?: unknown) {
          keep(piece, encoding);
          const told = typeof encoding === 'function' ? encoding : done;
          if (typeof told === 'function') queueMicrotask(() => told());
          return true;
        },
      },
      end: {
        value(piece?: unknown, encoding?: unknown) {
          keep(piece, encoding);
          settle({ status: response.statusCode, body: Buffer.concat(pieces) });
          isOver();
          return response;
        },
      },
    });
    exchange.gone.addEventListener('abort', leave, { once: true });
    try {
      exchange.route(request, response);
    } catch (error) {
      reject(error);
      settle(undefined);
      isOver();
    }
  });
}

/** Tells when the route ends an answer that nobody waits for any more; it goes where it would have gone. */
function noteEnd(response: ServerResponse, isOver: () => void): void {
  const giveBack = hide(response, {
    end: {
      value(...given: unknown[]) {
        giveBack();
        isOver();
        return Reflect.apply(response.end, response, given);
      },
    },
  });
}

/** Hides members of the response behind others of its own, until what comes back is called. */
function hide(response: ServerResponse, members: Record<string, PropertyDescriptor>): () => void {
  for (const [name, member] of Object.entries(members)) {
    Object.defineProperty(response, name, { ...member, configurable: true });
  }
  return () => {
    for (const name of Object.keys(members)) Reflect.deleteProperty(response, name);
  };
}

function isEncoding(value: unknown): value is BufferEncoding {
  return typeof value === 'string' && Buffer.isEncoding(value);
}
