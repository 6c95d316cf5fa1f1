import { createHash } from 'node:crypto';
import { type Request, Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { paging, readBody, readQuery, textField } from '../read-request.ts';
import type { BindingRow } from '../store/bindings-table.ts';
import type { TenantStore } from '../store/open-store.ts';
import type { UserRow } from '../store/user-row.ts';
import { makeId } from './make-id.ts';
import {
  grantsOfManifest,
  manifestOfGrants,
  permissionField,
  type RoleBindingManifest,
  roleBindingManifest,
  subjectType,
} from './role-binding-manifest.ts';
import type { Room } from './room.ts';
import { subjectOnWire } from './team-wire.ts';

const putBody = z.object({ manifest: roleBindingManifest, dryRun: z.boolean().default(false) });
const inlineBody = z.object({
  roleBindings: z
    .array(permissionField.extend({ subjectFqn: textField(300).min(1) }))
    .min(1)
    .max(1000),
});

/**
 * GET and PUT /role-bindings, POST /role-bindings/inline (tenant-api, section 4): who holds which role on which
 * resource. PUT replaces the binding of that name whole; one without subjects or permissions is gone after it, which is
 * how access is taken away.
 */
export function roleBindingRoutes(room: Room): Router {
  const { store, signIn } = room;
  const router = Router();

  router.get('/role-bindings', (request, response) => {
    signIn.admin(request);
    const { limit, offset } = readQuery(request, z.object(paging));
    const { names, total } = store.grants.bindingNames({ limit, offset });
    const data = names.map((name) => {
      const manifest = manifestOfGrants(store, { name, grants: store.grants.ofBinding(name) });
      return bindingOnWire(store, { row: store.bindings.byName(name) ?? seededRow(store, name), manifest });
    });
    response.json({ data, pagination: { total, offset, limit } });
  });

  router.put('/role-bindings', (request, response) => {
    const by = signIn.admin(request);
    const { manifest, dryRun } = readBody(request, putBody);
    const saved = saveBinding(room, { request, by, manifest, run: dryRun ? 'dry' : 'real' });
    response.json({ data: saved });
  });

  // One binding an item, all of them or none.
  router.post('/role-bindings/inline', (request, response) => {
    const by = signIn.admin(request);
    const { roleBindings } = readBody(request, inlineBody);
    const data = store.atomically(() =>
      roleBindings.map(({ subjectFqn, ...permission }, index) => {
        const manifest: RoleBindingManifest = {
          type: 'role-binding',
          name: `inline-${makeId()}`,
          subjects: [readSubjectFqn(subjectFqn, index)],
          permissions: [permission],
        };
        return saveBinding(room, { request, by, manifest, run: 'real' });
      }),
    );
    response.json({ data });
  });

  return router;
}

/** Stores the manifest as the binding of its name and answers it as it is, or by a dry run would be, after. */
function saveBinding(
  room: Room,
  saving: { request: Request; by: UserRow; manifest: RoleBindingManifest; run: 'real' | 'dry' },
) {
  const { store } = room;
  const { request, by, manifest, run } = saving;
  const grants = grantsOfManifest(store, manifest);
  const { name } = manifest;
  const isKnown = store.grants.ofBinding(name).length > 0;
  const now = store.now();
  const known = isKnown ? (store.bindings.byName(name) ?? seededRow(store, name)) : undefined;
  const row = { ...(known ?? { name, id: makeId(), createdById: by.id, createdAt: now }), updatedAt: now };
  // Taking away what is not there changes nothing, so it leaves no line in the audit log.
  if (run === 'real' && (isKnown || grants.length > 0)) {
    store.atomically(() => {
      const verb = grants.length === 0 ? 'delete' : isKnown ? 'update' : 'create';
      const resource = { type: 'role-binding', id: row.id, name };
      recordAudit(room, { request, by, action: `role-binding.${verb}`, resource });
      store.grants.replaceBinding(name, grants);
      if (grants.length === 0) store.bindings.remove(name);
      else store.bindings.upsert(row);
    });
  }
  return bindingOnWire(store, { row, manifest });
}

function bindingOnWire(
  store: TenantStore,
  { row, manifest }: { row: BindingRow; manifest: RoleBindingManifest },
) {
  return {
    id: row.id,
    name: row.name,
    accountId: store.facts().accountId,
    manifest,
    createdBySubject: subjectOnWire(store, row.createdById),
    metadata: {},
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  };
}

/** What a seeded binding would have as its row. Its id is drawn from its name, so that it stays. */
function seededRow(store: TenantStore, name: string): BindingRow {
  const { founderId, createdAt } = store.facts();
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 23);
  return { name, id: `cm${hash}`, createdById: founderId, createdAt, updatedAt: createdAt };
}

/** `user:ada@halden.example`, `team:night-shift`: the kind, a colon, the name. */
function readSubjectFqn(subjectFqn: string, index: number): RoleBindingManifest['subjects'][number] {
  const colon = subjectFqn.indexOf(':');
  const type = subjectType.safeParse(subjectFqn.slice(0, Math.max(0, colon)));
  const name = subjectFqn.slice(colon + 1);
  if (type.success && name !== '') return { type: type.data, name };
  const path = `roleBindings.${index}.subjectFqn`;
  const message = 'must be user:, team:, virtualaccount: or external-identity: and a name';
  throw new ApiProblem({
    statusCode: 422,
    code: 'INVALID_REQUEST',
    message: `${path}: ${message}`,
    details: [{ path, message }],
  });
}
