import type { Request } from 'express';
import { makeId } from '../rest/make-id.ts';
import type { TenantStore } from '../store/open-store.ts';
import type { UserRow } from '../store/user-row.ts';
import type { AuditAction } from './audit-actions.ts';

/** Who did something when it was no person: an SSO connection, the system. A person is handed in as stored. */
export interface AuditActor {
  readonly subjectId: string;
  /** One of the platform's subject types: `user`, or `serviceaccount` for what a SCIM token did. */
  readonly subjectType: string;
  readonly subjectSlug: string;
  readonly subjectDisplayName?: string;
}

/** One thing that somebody did to one resource. */
export interface AuditEntry {
  readonly request: Pick<Request, 'method' | 'originalUrl'>;
  readonly by: UserRow | AuditActor;
  readonly action: AuditAction;
  readonly resource: {
    /** `user`, `team`, `role`, `role-binding`, `personal-access-token`, `settings`, `sso`. */
    readonly type: string;
    readonly id: string;
    readonly name: string;
    readonly fqn?: string;
  };
  /** More facts for `metaData`. Never a token, a password or an invite code. */
  readonly facts?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/**
 * Writes one line of the audit log at the tenant's moment. Call it inside the `store.atomically` that makes the change,
 * so that both happen or neither. The query string is left out of the path, since links carry codes in it.
 */
export function recordAudit({ store }: { readonly store: TenantStore }, entry: AuditEntry): void {
  const { request, resource } = entry;
  const actor = 'subjectId' in entry.by ? entry.by : personAsActor(entry.by);
  store.audit.add({
    id: makeId(),
    action: entry.action,
    actorId: actor.subjectId,
    actorType: actor.subjectType,
    actorSlug: actor.subjectSlug,
    actorDisplayName: actor.subjectDisplayName ?? null,
    resourceType: resource.type,
    resourceId: resource.id,
    resourceName: resource.name,
    resourceFqn: resource.fqn ?? null,
    requestPath: pathOf(request.originalUrl),
    metaData: JSON.stringify({ method: request.method, ...entry.facts }),
    createdAt: store.now(),
  });
}

/** A person as the audit log names them: kept as they were then, also when they are renamed or deleted later. */
export function personAsActor(person: UserRow): AuditActor {
  return {
    subjectId: person.id,
    subjectType: 'user',
    subjectSlug: person.email,
    ...(person.displayName === null ? {} : { subjectDisplayName: person.displayName }),
  };
}

/** A person as the resource of an entry. */
export function personResource(person: UserRow): AuditEntry['resource'] {
  return { type: 'user', id: person.id, name: person.email };
}

/** A team as the resource of an entry. */
export function teamResource(team: { readonly id: string; readonly name: string }): AuditEntry['resource'] {
  return { type: 'team', id: team.id, name: team.name };
}

const longestPath = 500;

function pathOf(url: string): string {
  return (url.split('?', 1)[0] ?? '').slice(0, longestPath);
}
