import { seededRandom } from '../seed/seeded-random.ts';
import type { Behaviour, FaultRoom } from './behaviour.ts';
import type { Exchange } from './exchange.ts';
import type { FaultOrder } from './fault-order.ts';
import { makeBehaviour } from './make-behaviour.ts';
import { matchRequest } from './match-request.ts';

/** An order as it stands. */
export interface OrderedFault {
  readonly id: string;
  readonly order: FaultOrder;
  /** Requests that fitted so far. */
  readonly calls: number;
  /** Requests that it struck; 0 tells that it never did. */
  readonly struck: number;
}

/** A fault that a request met: its number among the fitting calls, or undefined when it did not fit. */
export interface MetFault {
  readonly id: string;
  readonly behaviour: Behaviour;
  /** Counts the strike when this call is to be struck. */
  strikes(): boolean;
}

/** Where faults are ordered, looked at and removed. */
export interface FaultDesk {
  order(order: FaultOrder): OrderedFault;
  /** In the order given, which is the order they act in. */
  list(): OrderedFault[];
  byId(id: string): OrderedFault | undefined;
  /** False when there is none of this id. */
  remove(id: string): boolean;
  clear(): void;
  readonly isIdle: boolean;
  /** Counts an arriving request with every order that it fits, and tells the faults it will pass. */
  meet(exchange: Exchange): MetFault[];
}

interface Standing {
  readonly id: string;
  readonly order: FaultOrder;
  calls: number;
  struck: number;
  meet(exchange: Exchange): MetFault | undefined;
  end(): void;
}

/** Opens a desk without orders. */
export function openFaultDesk(room: FaultRoom): FaultDesk {
  let standing: Standing[] = [];
  let lastNumber = 0;
  const tell = ({ id, order, calls, struck }: Standing): OrderedFault => ({ id, order, calls, struck });

  return {
    order(order) {
      lastNumber += 1;
      const fault = stand(`f${lastNumber}`, order, room);
      standing = [...standing, fault];
      return tell(fault);
    },
    list: () => standing.map(tell),
    byId(id) {
      const found = standing.find((fault) => fault.id === id);
      return found === undefined ? undefined : tell(found);
    },
    remove(id) {
      const found = standing.find((fault) => fault.id === id);
      standing = standing.filter((fault) => fault !== found);
      found?.end();
      return found !== undefined;
    },
    clear() {
      const ended = standing;
      standing = [];
      for (const fault of ended) fault.end();
    },
    get isIdle() {
      return standing.length === 0;
    },
    meet: (exchange) => standing.flatMap((fault) => fault.meet(exchange) ?? []),
  };
}

function stand(id: string, order: FaultOrder, room: FaultRoom): Standing {
  if (order.kind === 'refuse-connections') {
    const takeBack = room.refuseConnections(order.ms);
    return { id, order, calls: 0, struck: 1, meet: () => undefined, end: takeBack };
  }
  const behaviour = makeBehaviour(order, room);
  const random = seededRandom('seed' in order ? order.seed : 1, 'fault');
  const limits = 'times' in order ? order : { times: 'for-ever' as const, percent: 100, every: 1 };
  const isInMatch = matchRequest(order.match);
  // A revoked token stays revoked whatever is asked for, so that fault looks at `match` itself.
  const fits = (exchange: Exchange) =>
    (order.kind === 'revoke-token' || isInMatch(exchange)) && (behaviour.fits?.(exchange) ?? true);
  const isDue = (call: number) =>
    call >= order.from &&
    (call - order.from) % limits.every === 0 &&
    (limits.times === 'for-ever' || fault.struck < limits.times) &&
    (limits.percent === 100 || random.next() * 100 < limits.percent);
  const fault: Standing = {
    id,
    order,
    calls: 0,
    struck: 0,
    meet(exchange) {
      const isFitting = fits(exchange);
      if (isFitting) fault.calls += 1;
      const call = fault.calls;
      if (!isFitting && behaviour.pass === undefined) return undefined;
      return {
        id,
        behaviour,
        strikes() {
          if (!isFitting || !isDue(call)) return false;
          fault.struck += 1;
          return true;
        },
      };
    },
    end: () => behaviour.end?.(),
  };
  return fault;
}
