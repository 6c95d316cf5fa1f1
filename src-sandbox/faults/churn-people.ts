import { makeId } from '../rest/make-id.ts';
import { adminRole } from '../sign-in/sign-in.ts';
import type { TenantStore } from '../store/open-store.ts';
import type { UserRow } from '../store/user-row.ts';
import type { Behaviour, FaultRoom } from './behaviour.ts';
import type { OrderOf } from './fault-order.ts';

const pageSize = 200;

/** People really leave from the front of the list and join at its end, at the moment of the call, before it is answered. */
export function churnPeople(order: OrderOf<'churn-people'>, { store }: FaultRoom): Behaviour {
  return {
    async strike(exchange, next) {
      exchange.beforeRoute(() => store.atomically(() => churn(store, order)));
      await next();
    },
  };
}

function churn(store: TenantStore, { add, remove }: { add: number; remove: number }): void {
  const template = store.users.firstActiveWithRole('member');
  for (const person of firstLeavers(store, remove)) leave(store, person);
  if (template === undefined) return;
  for (let count = 0; count < add; count += 1) join(store, template);
}

function firstLeavers(store: TenantStore, wanted: number): UserRow[] {
  const leavers: UserRow[] = [];
  for (let offset = 0; leavers.length < wanted; offset += pageSize) {
    const { rows } = store.users.page({ limit: pageSize, offset, query: '', which: 'all' });
    if (rows.length === 0) break;
    leavers.push(...rows.filter((row) => row.role !== adminRole));
  }
  return leavers.slice(0, wanted);
}

function leave(store: TenantStore, person: UserRow): void {
  for (const team of store.teams.ofUser(person.position)) {
    store.teamMembers.remove(team.position, person.position);
  }
  store.grants.removeSubject('user', person.position);
  store.tokens.removeAllOf(person.position);
  store.users.remove(person);
}

/** A row made of another's, so that it has every column that a plain member has. */
function join(store: TenantStore, template: UserRow): void {
  const { position: _place, ...plain } = template;
  const id = makeId();
  const now = store.now();
  store.users.insert({
    ...plain,
    id,
    email: `new-${id.slice(-12)}@halden.example`,
    displayName: null,
    sub: null,
    registeredInIdp: 0,
    inviteAccepted: 0,
    createdByScim: 0,
    ssoName: null,
    scimExternalId: null,
    createdAt: now,
    updatedAt: now,
    lastAccessedAt: null,
  });
}
