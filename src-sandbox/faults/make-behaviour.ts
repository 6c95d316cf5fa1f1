import { hang, latency, otherAnswer, reset, serverError, tooManyRequests, webPage } from './answer-faults.ts';
import type { Behaviour, FaultRoom } from './behaviour.ts';
import { clockSkew, slowBody, truncatedBody, wrongTypes } from './body-faults.ts';
import { churnPeople } from './churn-people.ts';
import type { FaultOrder } from './fault-order.ts';
import { fewerRows, shiftRows } from './page-faults.ts';
import { revokeToken } from './revoke-token.ts';
import { staleReads } from './stale-reads.ts';

/** Makes what an order asks for, beside refusing connections, which no request can be struck by. */
export function makeBehaviour(
  order: Exclude<FaultOrder, { kind: 'refuse-connections' }>,
  room: FaultRoom,
): Behaviour {
  switch (order.kind) {
    case 'latency':
      return latency(order);
    case 'too-many-requests':
      return tooManyRequests(order);
    case 'server-error':
      return serverError(order);
    case 'answer':
      return otherAnswer(order);
    case 'web-page':
      return webPage(order);
    case 'reset':
      return reset(order);
    case 'hang':
      return hang(order);
    case 'truncated-body':
      return truncatedBody(order);
    case 'slow-body':
      return slowBody(order);
    case 'wrong-types':
      return wrongTypes(order);
    case 'shift-rows':
      return shiftRows(order);
    case 'fewer-rows':
      return fewerRows(order);
    case 'churn-people':
      return churnPeople(order, room);
    case 'stale-reads':
      return staleReads(order, room);
    case 'revoke-token':
      return revokeToken(order, room);
    case 'clock-skew':
      return clockSkew(order);
  }
}
