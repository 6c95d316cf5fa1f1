import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { LimitReached, type RawAnswer } from './send-once.ts';

const limitMs = 30_000;
const mostBytes = 1024 * 1024;

/**
 * Asks with GET and with no header but those given: every `fetch` adds a User-Agent of its own, and what a server does
 * without one is the question here. Node checks the certificate itself; behind a proxy, or with an issuer that only the
 * operating system knows, it does not get through, which is no fault of the server. Redirects are not followed. Rejects
 * with what Node throws, or `LimitReached`.
 */
export async function sendBare(
  call: { url: URL; headers: Record<string, string> },
  room: { until: AbortSignal },
): Promise<RawAnswer> {
  if (process.env.NODE_TLS_REJECT_UNAUTHORIZED === '0')
    throw new Error('Node was told not to check certificates');
  const send = call.url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const sent = send(call.url, { method: 'GET', headers: call.headers, agent: false, signal: room.until });
    const timer = setTimeout(() => sent.destroy(new LimitReached('time', limitMs)), limitMs);
    const end = (act: () => void): void => {
      clearTimeout(timer);
      act();
    };
    sent.once('error', (error) => end(() => reject(error)));
    sent.once('response', (answer) => {
      const pieces: Buffer[] = [];
      let size = 0;
      answer.on('data', (piece: Buffer) => {
        size += piece.length;
        if (size > mostBytes) sent.destroy(new LimitReached('size', 0));
        pieces.push(piece);
      });
      answer.once('error', (error) => end(() => reject(error)));
      answer.once('end', () => {
        const headers = new Headers();
        for (const [name, value] of Object.entries(answer.headers)) {
          if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
        }
        const whole = new Uint8Array(Buffer.concat(pieces));
        end(() => resolve({ status: answer.statusCode ?? 0, headers, bytes: whole.buffer }));
      });
    });
    sent.end();
  });
}
