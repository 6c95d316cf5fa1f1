import { setMaxListeners } from 'node:events';
import type { IncomingMessage, RequestListener } from 'node:http';
import { controlRouters } from './control/control-routers.ts';
import { notePeople } from './control/note-people.ts';
import { openRequestRegister } from './control/request-register.ts';
import { serveControl } from './control/serve-control.ts';
import { makeProcessScimToken } from './extension/process-scim-token.ts';
import { openFaultDesk } from './faults/fault-desk.ts';
import { runFaults } from './faults/run-faults.ts';
import { openSnapshotShelf } from './faults/snapshot-shelf.ts';
import { handOutTokens } from './hand-out-tokens.ts';
import { idpRoutes, noIdpRoutes } from './idp/idp-routes.ts';
import { startIdp } from './idp/start-idp.ts';
import { mailControlRoutes } from './invites/mail-control-routes.ts';
import { idpTokenRoutes } from './jit/idp-token-routes.ts';
import type { SandboxOptions } from './read-options.ts';
import type { Room } from './rest/room.ts';
import type { ReadyTenant } from './serve-tenant.ts';
import { openSignIn } from './sign-in/sign-in.ts';
import { openSignInMemory } from './sign-in/sign-in-memory.ts';
import { openStore, type TenantStore } from './store/open-store.ts';
import type { TenantFile } from './store/tenant-file.ts';
import { tenantApp } from './tenant-app.ts';
import { startTenantClock } from './tenant-clock.ts';
import type { TenantDoor } from './tenant-door.ts';

export interface JoinedTenant {
  readonly ready: ReadyTenant;
  /** Lets go what faults hold, closes both listeners and the frozen states. */
  close(): Promise<void>;
}

/** Joins store, routes, faults, register and control port of an open tenant, and lets requests in. */
export async function joinTenant(
  file: TenantFile,
  { path, door, options }: { path: string; door: TenantDoor; options: SandboxOptions },
): Promise<JoinedTenant> {
  const clock = startTenantClock();
  const store = openStore(file, clock);
  const tokens = handOutTokens(store, options);
  const tenantUrl = `http://127.0.0.1:${door.port}`;
  const register = openRequestRegister(store.now);
  const beforeRoute = new WeakMap<IncomingMessage, () => void>();
  const scim = scimFace(store, tenantUrl);
  const isScim = (hash: string) => scim?.token.isRight(hash) === true || hash === store.facts().scimTokenHash;
  const room: Room = {
    store,
    live: store,
    signIn: notePeople(openSignIn(store, { people: tokens.people, isScim }), register),
    ...openSignInMemory({ store, tenantUrl }),
    tenantUrl,
    emptyTeams: options.emptyTeams,
    scimTokenDays: options.scimTokenDays,
    processScimToken: scim?.token,
  };
  const serve = (of: TenantStore): RequestListener =>
    tenantApp({ ...room, store: of }, { ...options, beforeRoute });
  const snapshots = openSnapshotShelf(path, { file, clock, serve });
  const desk = openFaultDesk({
    store,
    tokenHashes: tokens.hashes,
    takeSnapshot: snapshots.take,
    refuseConnections: door.refuse,
  });
  const closing = new AbortController();
  // Every request that a fault holds waits for this end too.
  setMaxListeners(0, closing.signal);
  const answer = runFaults(serve(store), {
    desk,
    now: store.now,
    beforeRoute,
    closing: closing.signal,
    onStrike: register.noteStrike,
  });
  const idp =
    options.idp === undefined || scim === undefined
      ? undefined
      : startIdp({
          vendor: options.idp,
          store,
          scimUrl: scim.url,
          token: scim.text,
          seed: store.facts().seed,
          everyMs: options.idpEveryMs,
        });
  const control =
    options.controlPort === 'none'
      ? undefined
      : await serveControl(options.controlPort, [
          ...controlRouters({ store, clock, desk, register, tenantUrl, idp }),
          idpTokenRoutes(room),
          mailControlRoutes(room),
          idp === undefined ? noIdpRoutes() : idpRoutes(idp),
        ]);
  door.serve((request, response) => {
    register.note(request, response);
    // The tenant lives by its own clock, and its answers say so.
    response.setHeader('date', new Date(store.now()).toUTCString());
    answer(request, response);
  });
  const { tenantName, seed, mode } = store.facts();
  return {
    ready: {
      tenantUrl,
      tenantName,
      ...tokens.texts,
      ...(scim === undefined ? {} : { scimUrl: scim.url, scimToken: scim.text }),
      ...(control === undefined ? {} : { controlUrl: control.controlUrl }),
      users: store.users.page({ limit: 1, offset: 0, query: '', which: 'all' }).total,
      seed,
      mode,
    },
    async close() {
      closing.abort();
      await idp?.close();
      await Promise.all([door.close(), control?.close(), room.identityProvider.close()]);
      desk.clear();
      snapshots.closeAll();
    },
  };
}

/** Where an identity provider pushes to, and a token for it; undefined without an SSO connection. */
function scimFace(store: TenantStore, tenantUrl: string) {
  const { tenantName, ssoId } = store.facts();
  if (ssoId === null) return undefined;
  const url = `${tenantUrl}/api/svc/v1/scim/v2/${encodeURIComponent(tenantName)}/${ssoId}`;
  return { url, ...makeProcessScimToken({ tenantName, ssoId, now: store.now() }) };
}
