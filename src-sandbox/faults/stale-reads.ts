import type { Behaviour, FaultRoom } from './behaviour.ts';
import type { Exchange } from './exchange.ts';
import type { OrderOf } from './fault-order.ts';
import type { TenantSnapshot } from './snapshot-tenant.ts';

// Signing in and out by GET, making a token by GET, and the pages for people, which do both: no replica serves those.
const changesOnRead = /^(?!\/api\/)|^\/api\/svc\/v1\/(?:oauth2|personal-access-tokens)\//u;
const readMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A replica that lags: a write stays unseen by reads for so long by the tenant's clock. Each write freezes the tenant just
 * before its effect; a read gets the state before the earliest write that may not be seen yet, and so exactly the writes that
 * are old enough. Who asks is judged by the tenant as it is now.
 */
export function staleReads({ ms }: OrderOf<'stale-reads'>, { store, takeSnapshot }: FaultRoom): Behaviour {
  let unseen: { readonly snapshot: TenantSnapshot; until: number }[] = [];
  const earliest = (): TenantSnapshot | undefined => {
    const now = store.now();
    for (const write of unseen) if (write.until <= now) write.snapshot.close();
    unseen = unseen.filter(({ until }) => until > now);
    return unseen[0]?.snapshot;
  };
  const isRead = ({ method, path }: Exchange) => readMethods.has(method) && !changesOnRead.test(path);
  return {
    fits: (exchange) => isRead(exchange) && earliest() !== undefined,
    async strike(exchange, next) {
      // The lag may have ended while another fault kept the call waiting.
      const snapshot = earliest();
      if (snapshot !== undefined) exchange.route = snapshot.route;
      await next();
    },
    async pass(exchange, next) {
      if (isRead(exchange)) {
        await next();
        return;
      }
      const write = { until: Number.POSITIVE_INFINITY };
      exchange.beforeRoute(() => {
        unseen.push(Object.assign(write, { snapshot: takeSnapshot() }));
      });
      try {
        await next();
      } finally {
        write.until = store.now() + ms;
      }
    },
    end() {
      for (const { snapshot } of unseen) snapshot.close();
      unseen = [];
    },
  };
}
