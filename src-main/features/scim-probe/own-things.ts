import { randomUUID } from 'node:crypto';
import type { Ledger } from '../../ledger/ledger-handles.ts';
import type { Clock } from '../../tenant-api/clock.ts';
import type { ScimCall, ScimExchange } from '../../tenant-api/scim-wire.ts';
import type { PatientWire } from './patient-wire.ts';
import { equals, isGood, listIn, resourceIn, type ScimResource, textOf } from './read-exchange.ts';
import { insertThing, type StoredThing, saveThing } from './stored-things.ts';

/** The two kinds of things, with where they live and by what they are named. */
export const places = {
  person: { path: '/Users', named: 'userName' },
  group: { path: '/Groups', named: 'displayName' },
} as const;

export type ThingKind = keyof typeof places;

type Writing = Omit<ScimCall, 'path' | 'template'> & { method: 'PUT' | 'PATCH' | 'DELETE' };

/** The only way in which a probe writes: things that it made itself in this run, and nothing else. */
export interface OwnThings {
  readonly wire: PatientWire;
  readonly stored: readonly StoredThing[];
  /** Stores that it is about to be made, makes it, and owns what was really made under this name. */
  make(
    kind: ThingKind,
    name: string,
    body: object,
    contentType?: ScimCall['contentType'],
  ): Promise<{ exchange: ScimExchange; id: string | null }>;
  /** Changes or deletes one that is ours. Throws for any other id: that would be a fault of ours. */
  write(kind: ThingKind, id: string, call: Writing): Promise<ScimExchange>;
  read(kind: ThingKind, id: string): Promise<ScimResource | null>;
  /** Deletes it and looks whether it is gone; answers why it is not, or null. */
  remove(kind: ThingKind, id: string): Promise<string | null>;
}

export interface OwnRoom {
  wire: PatientWire;
  ledger: Ledger;
  clock: Clock;
  runId: string;
  tenantId: string;
  scimUrl: string;
}

const undecided = [202, 502, 503, 504];
const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** The random part of a throw-away name: whatever a service makes of the rest, what carries it is ours. */
export function markOf(name: string): string {
  return /[0-9a-f]{8}/i.exec(name)?.[0].toLowerCase() ?? name.toLowerCase();
}
const pathTo = (kind: ThingKind, id: string): Pick<ScimCall, 'path' | 'template'> => ({
  path: `${places[kind].path}/${encodeURIComponent(id)}`,
  template: `${places[kind].path}/{id}`,
});

/** Those of a name, by asking for it; null when the service could not be asked. Names of others are left out. */
export async function findByName(
  wire: PatientWire,
  kind: ThingKind,
  name: string,
): Promise<ScimResource[] | null> {
  const { path, named } = places[kind];
  const answer = await wire.send({
    method: 'GET',
    path,
    template: path,
    query: { filter: equals(named, name) },
  });
  const list = listIn(answer);
  return list === null ? null : list.resources.filter((one) => sameName(textOf(one, named), name));
}

/** Opens the door for one run. */
export function openOwnThings(room: OwnRoom): OwnThings {
  const { wire, ledger, clock } = room;
  const stored: StoredThing[] = [];
  const ids: Record<ThingKind, Set<string>> = { person: new Set(), group: new Set() };

  const save = async (thing: StoredThing, to: Partial<StoredThing>): Promise<void> => {
    Object.assign(thing, to);
    await ledger.write((writable) => saveThing(writable, thing));
  };
  const read = async (kind: ThingKind, id: string): Promise<ScimResource | null> =>
    resourceIn(await wire.send({ method: 'GET', ...pathTo(kind, id) }));

  /** The id of what was made, if it can be shown to be ours: an answer that names somebody else's id is not believed. */
  const whichIsOurs = async (
    kind: ThingKind,
    name: string,
    exchange: ScimExchange,
  ): Promise<string | null> => {
    const { named } = places[kind];
    const told = resourceIn(exchange);
    if (told !== null) {
      const there = await read(kind, told.id);
      // What cannot be read back is believed by its own answer alone.
      if (
        textOf(there ?? told, named)
          .toLowerCase()
          .includes(markOf(name))
      )
        return told.id;
    }
    const found = (await findByName(wire, kind, name)) ?? [];
    return found.find(({ id }) => !ids[kind].has(id))?.id ?? null;
  };

  return {
    wire,
    stored,
    read,
    make: async (kind, name, body, contentType) => {
      const thing: StoredThing = {
        id: randomUUID(),
        runId: room.runId,
        tenantId: room.tenantId,
        scimUrl: room.scimUrl,
        kind,
        name,
        remoteId: null,
        state: 'intent',
        note: '',
        madeAt: new Date(clock.wallMs()).toISOString(),
      };
      await ledger.write((writable) => insertThing(writable, thing));
      stored.push(thing);
      const { path } = places[kind];
      const exchange = await wire.send({
        method: 'POST',
        path,
        template: path,
        body,
        ...(contentType === undefined ? {} : { contentType }),
      });
      const isRefused = exchange.is === 'answer' && exchange.status >= 300 && exchange.status < 500;
      const wasNotSent = exchange.is === 'lost' && exchange.reached === 'no';
      if (isRefused || wasNotSent) {
        await save(thing, { state: 'gone', note: 'It was refused' });
        return { exchange, id: null };
      }
      const id = await whichIsOurs(kind, name, exchange);
      if (id !== null && ids[kind].has(id)) {
        // The service answered with what it had made before.
        await save(thing, { state: 'gone', note: 'Nothing new was made' });
        return { exchange, id };
      }
      if (id === null) {
        // Clean-up tells by the note that it cannot come to be any more. "Accepted" and a gateway's error leave that open.
        const isOpen = exchange.is === 'lost' || undecided.includes(exchange.status);
        if (!isOpen) await save(thing, { note: `Making it was answered with status ${exchange.status}` });
        return { exchange, id };
      }
      ids[kind].add(id);
      await save(thing, { state: 'made', remoteId: id });
      return { exchange, id };
    },
    write: async (kind, id, call) => {
      if (!ids[kind].has(id)) throw new Error('a probe writes only what it made itself');
      return wire.send({ ...call, ...pathTo(kind, id) });
    },
    remove: async (kind, id) => {
      if (!ids[kind].has(id)) throw new Error('a probe removes only what it made itself');
      const thing = stored.find((one) => one.remoteId === id && one.kind === kind && one.state === 'made');
      const why = await deleteThing(wire, kind, id);
      if (thing !== undefined && why === null) await save(thing, { state: 'gone', note: 'Removed' });
      return why;
    },
  };
}

/** Deletes by id and looks whether it is gone. Answers why it is not, or null. */
export async function deleteThing(wire: PatientWire, kind: ThingKind, id: string): Promise<string | null> {
  const deleted = await wire.send({ method: 'DELETE', ...pathTo(kind, id) });
  const after = await wire.send({ method: 'GET', ...pathTo(kind, id) });
  if (after.is === 'lost') return 'It could not be read afterwards';
  if (after.status === 404) return null;
  const { status } = after;
  const said = deleted.is === 'answer' ? `status ${deleted.status}` : 'nothing';
  if (!isGood(after)) return `Reading it after DELETE answers ${status}, not 404`;
  return isGood(deleted) ? `DELETE answers ${said}, but it is still there` : `DELETE is refused with ${said}`;
}
