import { type Exchange, type HeldAnswer, waitForEver, waitWhileThere } from './exchange.ts';

const pieceEveryMs = 50;
/** Long enough that a client on this machine has read the part before the reset reaches it. */
const untilReadMs = 20;

/** Sends an answer as the exchange's delivery says. Fails with GoneAway when the client leaves meanwhile. */
export async function sendAnswer(exchange: Exchange, answer: HeldAnswer): Promise<void> {
  const { request, response, delivery } = exchange;
  const { cut, bytesPerSecond } = delivery;
  response.statusCode = answer.status;
  const isBare = request.method === 'HEAD' || answer.status === 204 || answer.status === 304;
  if (!isBare) response.setHeader('content-length', answer.body.length);
  if (isBare || (cut === undefined && bytesPerSecond === undefined)) {
    response.end(isBare ? undefined : answer.body);
    return;
  }
  const part = cut === undefined ? answer.body : cutTo(answer.body, cut.bytes);
  response.flushHeaders();
  if (bytesPerSecond === undefined) await write(exchange, part);
  else await drip(exchange, { body: part, bytesPerSecond });
  if (cut === undefined) response.end();
  else await endEarly(exchange, cut.ending);
}

/** Breaks the connection with a TCP reset. */
export function resetConnection(exchange: Exchange): void {
  exchange.request.socket.resetAndDestroy();
}

/** The first bytes of a body, half of it unless said; always less than all of it. */
export function cutTo(body: Buffer, bytes: number | undefined): Buffer {
  const wanted = bytes ?? Math.floor(body.length / 2);
  return body.subarray(0, Math.min(wanted, Math.max(0, body.length - 1)));
}

async function drip(exchange: Exchange, { body, bytesPerSecond }: { body: Buffer; bytesPerSecond: number }) {
  const size = Math.max(1, Math.floor((bytesPerSecond * pieceEveryMs) / 1000));
  // Below twenty bytes a second a piece is one byte, and comes more rarely.
  const everyMs = Math.round((size * 1000) / bytesPerSecond);
  for (let at = 0; at < body.length; at += size) {
    await waitWhileThere(exchange, everyMs);
    await write(exchange, body.subarray(at, at + size));
  }
}

function write({ response }: Exchange, piece: Buffer): Promise<void> {
  if (piece.length === 0) return Promise.resolve();
  // What keeps a piece from being written is that the client left, which `gone` tells the next step.
  return new Promise((resolve) => response.write(piece, () => resolve()));
}

async function endEarly(exchange: Exchange, ending: 'close' | 'reset' | 'silence'): Promise<void> {
  if (ending === 'silence') await waitForEver(exchange);
  await waitWhileThere(exchange, untilReadMs);
  if (ending === 'close') exchange.request.socket.end();
  else resetConnection(exchange);
}
