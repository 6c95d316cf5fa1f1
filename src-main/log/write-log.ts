import { join } from 'node:path';
import log from 'electron-log/node.js';
import { redact } from './redact.ts';

/** The only fields a log line may have; anything else is left out, so a whole answer or header cannot slip in. */
const allowedFields = new Set([
  'event',
  'tenant',
  'host',
  'method',
  'route',
  'status',
  'ms',
  'requestId',
  'code',
  'job',
  'rows',
  'pages',
  'count',
  'operation',
  'version',
  'runtime',
  'channel',
  'error',
  'path',
]);

export type LogFields = Record<string, string | number | null | undefined>;
export type WriteLog = (event: string, fields?: LogFields) => void;

/**
 * Opens the log file in the folder (rotated at 1 MB by electron-log) and answers the function that writes to it. Lines
 * hold allowed fields only, then everything that looks like a secret is replaced (D6).
 */
export function openLog(folder: string): WriteLog {
  log.transports.file.resolvePathFn = () => join(folder, 'tenantry.log');
  log.transports.file.level = 'info';
  log.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  log.transports.console.level = false;
  return (event, fields = {}) => log.info(logLine(event, fields));
}

/** One line: the event, then `field=value` for allowed fields, redacted and cut at 500 characters each. */
export function logLine(event: string, fields: LogFields): string {
  const parts = Object.entries(fields)
    .filter(([name, value]) => allowedFields.has(name) && value !== null && value !== undefined)
    .map(([name, value]) => `${name}=${redact(String(value)).slice(0, 500)}`);
  return [redact(event), ...parts].join(' ').replaceAll(/[\r\n]+/g, ' ');
}
