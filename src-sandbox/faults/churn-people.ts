import { makeId } from '../rest/make-id.ts';
import { newPerson } from '../rest/new-person.ts';
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
  for (const person of firstLeavers(store, remove)) leave(store, person);
  for (let count = 0; count < add; count += 1) join(store);
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
  store.scimPeople.leaveTeams(person.position, store.now());
  store.grants.removeSubject('user', person.position);
  store.tokens.removeAllOf(person.position);
  store.users.remove(person);
}

function join(store: TenantStore): void {
  const email = `new-${makeId().slice(-12)}@halden.example`;
  store.users.insert(newPerson(email, store.now()));
}
