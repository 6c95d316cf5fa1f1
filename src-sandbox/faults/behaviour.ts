import type { TenantStore } from '../store/open-store.ts';
import type { Exchange, Step } from './exchange.ts';
import type { TenantSnapshot } from './snapshot-shelf.ts';

/** What an ordered fault does. `next` runs the faults ordered after it and at last the route. */
export interface Behaviour {
  /** A condition of its own beside the order's match, asked when a request arrives. Left out: fits all. */
  fits?(exchange: Exchange): boolean;
  strike(exchange: Exchange, next: Step): Promise<void>;
  /** Sees the requests that it does not strike. */
  pass?(exchange: Exchange, next: Step): Promise<void>;
  /** The order was removed, or the tenant closes. */
  end?(): void;
}

/** What of the tenant the faults may touch. */
export interface FaultRoom {
  readonly store: TenantStore;
  /** The tenant as it is now, frozen: what later writes change is not seen in it. Whoever takes it holds it at once. */
  takeSnapshot(): TenantSnapshot;
  /** The hashes of the tokens that this process handed out. */
  readonly tokenHashes: { readonly admin: string; readonly member: string | undefined };
  /** Closes the tenant's door for so long, and opens it again at the same port; what comes back opens it before that. */
  refuseConnections(ms: number): () => void;
}
