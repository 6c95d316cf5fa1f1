import type { Behaviour, FaultRoom } from './behaviour.ts';
import type { Exchange } from './exchange.ts';
import type { OrderOf } from './fault-order.ts';
import type { TenantSnapshot } from './snapshot-shelf.ts';

// Signing in and out by GET, making a token by GET, and the pages for people, which do both: no replica serves those.
const changesOnRead = /^(?!\/api\/)|^\/api\/svc\/v1\/(?:oauth2|personal-access-tokens)\//iu;
const searchByPost = /\/scim\/v2\/.*\/\.search\/?$/iu;
const readMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** So many writes become visible each at its own moment; more of them share one, no wider than this part of the lag. */
const exactWrites = 64;
const groupsInLag = 32;

/** Writes that become visible together; mostly one. */
interface UnseenWrites {
  /** The tenant just before the first of them. */
  readonly snapshot: TenantSnapshot;
  readonly letGo: () => void;
  readonly since: number;
  underWay: number;
  until: number;
}

/**
 * A replica that lags: a write stays unseen by reads for so long by the tenant's clock. Each write freezes the tenant just
 * before its effect; a read gets the state before the earliest write that may not be seen yet, and so exactly the writes that
 * are old enough. Who asks is judged by the tenant as it is now.
 */
export function staleReads({ ms }: OrderOf<'stale-reads'>, { store, takeSnapshot }: FaultRoom): Behaviour {
  let unseen: UnseenWrites[] = [];
  let isEnded = false;

  function earliest(): TenantSnapshot | undefined {
    const now = store.now();
    const isOld = ({ underWay, until }: UnseenWrites) => underWay === 0 && until <= now;
    for (const writes of unseen) if (isOld(writes)) writes.letGo();
    unseen = unseen.filter((writes) => !isOld(writes));
    return unseen[0]?.snapshot;
  }

  function place(): UnseenWrites {
    const now = store.now();
    const newest = unseen.at(-1);
    const isNear = newest !== undefined && now - newest.since < ms / groupsInLag;
    if (isNear && unseen.length >= exactWrites) return newest;
    const snapshot = takeSnapshot();
    const opened = { snapshot, letGo: snapshot.hold(), since: now, underWay: 0, until: now };
    unseen.push(opened);
    return opened;
  }

  return {
    fits: (exchange) => isRead(exchange) && earliest() !== undefined,
    async strike(exchange, next) {
      // The lag may have ended while another fault kept the call waiting.
      const snapshot = earliest();
      if (snapshot === undefined) {
        await next();
        return;
      }
      // Held from here on: the lag or the order may end before the route has read from it.
      const letGo = snapshot.hold();
      exchange.route = snapshot.route;
      try {
        await next();
      } finally {
        await exchange.routeEnd;
        letGo();
      }
    },
    async pass(exchange, next) {
      if (!isRead(exchange)) {
        exchange.beforeRoute(() => {
          // The order may have been removed while another fault kept the call waiting.
          if (isEnded) return;
          const writes = place();
          writes.underWay += 1;
          void exchange.routeEnd?.then(() => {
            writes.underWay -= 1;
            writes.until = Math.max(writes.until, store.now() + ms);
          });
        });
      }
      await next();
    },
    end() {
      isEnded = true;
      for (const { letGo } of unseen) letGo();
      unseen = [];
    },
  };
}

function isRead({ method, path }: Exchange): boolean {
  if (method === 'POST') return searchByPost.test(path);
  return readMethods.has(method) && !changesOnRead.test(path);
}
