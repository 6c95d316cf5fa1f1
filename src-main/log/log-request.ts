import type { WriteLog } from './write-log.ts';

interface SentRequest {
  method: string;
  path: string;
  status: number | null;
  code: string | null;
  ms: number;
  requestId: string | null;
}

/** Answers the function that writes one line per request to `host`: what was asked and what came, no header, body or query. */
export function logRequest(log: WriteLog, host: string): (line: SentRequest) => void {
  return ({ method, path, status, code, ms, requestId }) =>
    log('request', { host, method, route: path, status, code, ms: Math.round(ms), requestId });
}
