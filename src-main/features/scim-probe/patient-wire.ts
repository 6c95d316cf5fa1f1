import type { Clock } from '../../tenant-api/clock.ts';
import type { ScimCall, ScimExchange, ScimWire } from '../../tenant-api/scim-wire.ts';
import { type Finding, look, passed } from './notes.ts';

/** The line of a run: 429 is waited out as a provider would, and what was met on the way is remembered. */
export interface PatientWire {
  readonly address: ScimWire['address'];
  send(call: ScimCall): Promise<ScimExchange>;
  /** How many requests went out. */
  requests(): number;
  /** The longest that an answer took. */
  slowestMs(): number;
  /** Whether it was throttled, and whether in the way that providers understand. */
  throttling(): Finding;
}

/** A longer wait is not sat out: the answer is then handed on as it is. */
const longestWaitMs = 30_000;
const usualWaitMs = 1000;
const tries = 4;

/** Makes a line patient. A 429 refuses, so asking again changes nothing twice. */
export function patientWire(wire: ScimWire, room: { clock: Clock; until: AbortSignal }): PatientWire {
  let requests = 0;
  let slowest = 0;
  let met = 0;
  let without = '';
  let withSeconds = '';
  return {
    address: wire.address,
    send: async (call) => {
      for (let turn = 1; ; turn++) {
        requests++;
        const exchange = await wire.send(call);
        slowest = Math.max(slowest, exchange.tookMs);
        if (exchange.is === 'lost' || exchange.status !== 429) return exchange;
        met++;
        const asked = exchange.retryAfter;
        if (asked !== null && /^\d+$/.test(asked.text.trim())) withSeconds = asked.text.trim();
        else without = asked === null ? 'no Retry-After' : `Retry-After as ${asked.text}`;
        const waitMs = asked?.ms ?? usualWaitMs;
        if (turn === tries || waitMs > longestWaitMs || room.until.aborted) return exchange;
        try {
          await room.clock.wait(waitMs, room.until);
        } catch {
          // The run was ended while it waited; the refusal stands.
          return exchange;
        }
      }
    },
    requests: () => requests,
    slowestMs: () => slowest,
    throttling: () => {
      if (met === 0) return passed('No 429 was met');
      const times = met === 1 ? 'Once' : `${met} times`;
      if (without !== '') return look(`${times} 429, with ${without}: Okta waits 5 min then, and doubles it`);
      return {
        ...look(`${times} 429 with Retry-After ${withSeconds} s, which providers understand`),
        next: 'Nothing to mend. A large first push takes longer for it.',
      };
    },
  };
}
