import { timingSafeEqual } from 'node:crypto';
import express, { type Express, type RequestHandler, type Router } from 'express';
import { ApiProblem, answerError } from '../answer-error.ts';

/** What the control port is reached by: its own origin, and the secret that its paths begin with. */
export interface ControlDoor {
  readonly origin: string;
  readonly secret: string;
}

/** The control port's app: everything stands behind the secret segment, whatever else is asked answers 404. */
export function controlApp({ origin, secret }: ControlDoor, routers: readonly Router[]): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(refuseForeignHost(origin), refuseForeignOrigin(origin));
  app.use('/:secret', (request, response, next) => {
    if (!isSame(request.params.secret, secret)) throw nothingHere();
    // With `no-referrer` browsers would not name our own page as the sender of its forms.
    response.set({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
    next();
  });
  app.use('/:secret', needJson, express.json({ limit: '10mb' }), express.urlencoded({ limit: '1mb' }));
  for (const router of routers) app.use('/:secret', router);
  app.use(() => {
    throw nothingHere();
  }, answerError);
  return app;
}

/** A web page can make a browser reach loopback under a name of its own (DNS rebinding). */
function refuseForeignHost(origin: string): RequestHandler {
  const { port } = new URL(origin);
  const hosts: ReadonlySet<string> = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  return (request, _response, next) => {
    if (!hosts.has((request.headers.host ?? '').toLowerCase()))
      throw refused('The control port answers on 127.0.0.1 only.');
    next();
  };
}

/** Browsers name the page that sends a form or a script's request; only our own page may send any. */
function refuseForeignOrigin(origin: string): RequestHandler {
  const { port } = new URL(origin);
  const own: ReadonlySet<string> = new Set([origin, `http://localhost:${port}`]);
  return (request, _response, next) => {
    const { origin: sender } = request.headers;
    if (sender !== undefined && !own.has(sender)) throw refused('Another page may not steer this tenant.');
    next();
  };
}

/** The forms of our own page send themselves as forms, below /page; everything else that changes something is JSON. */
const needJson: RequestHandler = (request, _response, next) => {
  const isRead = request.method === 'GET' || request.method === 'HEAD' || request.method === 'DELETE';
  const wanted = request.path.startsWith('/page/') ? 'application/x-www-form-urlencoded' : 'application/json';
  if (!isRead && request.is(wanted) === false) {
    throw new ApiProblem({
      statusCode: 415,
      code: 'UNSUPPORTED_MEDIA_TYPE',
      message: `The body must come as ${wanted}.`,
    });
  }
  next();
};

function isSame(given: string | string[] | undefined, secret: string): boolean {
  const [one, other] = [Buffer.from(String(given)), Buffer.from(secret)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Does not repeat the path, in which the secret stands. */
function nothingHere(): ApiProblem {
  return new ApiProblem({ statusCode: 404, code: 'NOT_FOUND', message: 'Nothing answers here.' });
}

function refused(message: string): ApiProblem {
  return new ApiProblem({ statusCode: 403, code: 'FORBIDDEN', message });
}
