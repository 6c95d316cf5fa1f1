import type { IncomingMessage, ServerResponse } from 'node:http';
import { withoutSecrets } from './without-secrets.ts';

/** One request as it is remembered: never a header, a body, a token or an invite code. */
export interface SeenRequest {
  readonly number: number;
  /** The tenant's moment at the arrival. */
  readonly at: string;
  readonly method: string;
  /** Path with query; values that could be secrets are dots. */
  readonly path: string;
  /** Null while it is under way, and for ever when no answer went out. */
  readonly status: number | null;
  readonly ms: number | null;
  readonly personId: string | null;
  /** Ids of the faults that struck it, in their order. */
  readonly faults: readonly string[];
}

/** The last requests that arrived at the tenant's port. */
export interface RequestRegister {
  /** Notes an arrival; status and time follow when the answer is out. */
  note(request: IncomingMessage, response: ServerResponse): void;
  notePerson(request: IncomingMessage, personId: string): void;
  noteStrike(request: IncomingMessage, faultId: string): void;
  /** Oldest first. */
  all(): SeenRequest[];
  readonly total: number;
  clear(): void;
}

const kept = 10_000;

interface Entry extends SeenRequest {
  status: number | null;
  ms: number | null;
  personId: string | null;
  faults: string[];
}

/** Opens an empty register; `now` is the tenant's clock. */
export function openRequestRegister(now: () => number): RequestRegister {
  let entries: Entry[] = [];
  let total = 0;
  const underWay = new WeakMap<IncomingMessage, Entry>();

  return {
    note(request, response) {
      const begun = performance.now();
      total += 1;
      const entry: Entry = {
        number: total,
        at: new Date(now()).toISOString(),
        method: request.method ?? '',
        path: request.url ?? '',
        status: null,
        ms: null,
        personId: null,
        faults: [],
      };
      underWay.set(request, entry);
      // Cut back rarely and a lot at once, which costs less than one row each time.
      if (entries.length >= kept * 2) entries = entries.slice(-kept);
      entries.push(entry);
      const settle = () => {
        if (entry.ms !== null) return;
        entry.ms = Math.round((performance.now() - begun) * 10) / 10;
        if (response.headersSent) entry.status = response.statusCode;
      };
      response.once('finish', settle);
      response.once('close', settle);
    },
    notePerson(request, personId) {
      const entry = underWay.get(request);
      if (entry !== undefined) entry.personId = personId;
    },
    noteStrike(request, faultId) {
      underWay.get(request)?.faults.push(faultId);
    },
    all: () => entries.slice(-kept).map((entry) => ({ ...entry, path: withoutSecrets(entry.path) })),
    get total() {
      return total;
    },
    clear() {
      entries = [];
    },
  };
}
