import type { ScimAnswer, ScimCall } from '../../../tenant-api/scim-wire.ts';
import { type OwnThings, places, type ThingKind } from '../own-things.ts';
import { activeOf, isGood, listIn, membersOf, type ScimResource, saidBy, textOf } from '../read-exchange.ts';
import type { ProbeNames } from '../scim-bodies.ts';

/** A vendor's way ends at the first step that does not work; its sentence says which and why. */
export class Broke extends Error {}

/** What one vendor does with a person and a group, told step by step. Every step that fails throws `Broke`. */
export interface Replay {
  readonly names: ProbeNames;
  /** Another person who is there throughout: a member who must not be lost. */
  readonly bystander: { id: string; name: string };
  /** Makes the person with the vendor's body. */
  person(body: object, contentType?: ScimCall['contentType']): Promise<string>;
  group(body: object, contentType?: ScimCall['contentType']): Promise<string>;
  patch(
    kind: ThingKind,
    id: string,
    doing: string,
    body: object,
    more?: Partial<ScimCall>,
  ): Promise<ScimAnswer>;
  put(
    kind: ThingKind,
    id: string,
    doing: string,
    body: object,
    more?: Partial<ScimCall>,
  ): Promise<ScimAnswer>;
  read(kind: ThingKind, id: string): Promise<ScimResource>;
  /** Asks for a list; `wanted` is the id that must be in it, or null for an empty one. */
  ask(
    doing: string,
    kind: ThingKind,
    query: Record<string, string | number>,
    wanted: string | null,
  ): Promise<void>;
  expectPerson(id: string, wanted: { active?: boolean; displayName?: string }, not: string): Promise<void>;
  expectMembers(groupId: string, wanted: readonly string[], doing: string): Promise<void>;
  remove(kind: ThingKind, id: string): Promise<void>;
}

/** One vendor's way, as far as what it sends is published or was seen. */
export interface VendorScript {
  id: string;
  vendor: string;
  run(replay: Replay): Promise<void>;
}

function memberWords(now: readonly string[], wanted: readonly string[]): string {
  if (now.length === 0) return 'the group is empty afterwards';
  if (new Set(now).size < now.length) return 'a member is listed twice';
  if (wanted.some((id) => !now.includes(id))) return 'a member who should be in it is missing';
  return 'somebody is still in it who should not be';
}

/** Opens the replay of one vendor on things of our own. */
export function openReplay(
  own: OwnThings,
  names: ProbeNames,
  bystander: { id: string; name: string },
): Replay {
  const make = async (
    kind: ThingKind,
    name: string,
    body: object,
    contentType?: ScimCall['contentType'],
  ): Promise<string> => {
    const made = await own.make(kind, name, body, contentType);
    if (made.id === null) throw new Broke(`making a ${kind} is refused: ${saidBy(made.exchange)}`);
    return made.id;
  };
  const write = async (
    method: 'PUT' | 'PATCH',
    kind: ThingKind,
    id: string,
    told: { doing: string; body: object; more: Partial<ScimCall> },
  ): Promise<ScimAnswer> => {
    const exchange = await own.write(kind, id, { ...told.more, method, body: told.body });
    if (!isGood(exchange)) throw new Broke(`${told.doing} is refused: ${saidBy(exchange)}`);
    return exchange;
  };
  const read = async (kind: ThingKind, id: string): Promise<ScimResource> => {
    const resource = await own.read(kind, id);
    if (resource === null) throw new Broke(`the ${kind} cannot be read`);
    return resource;
  };
  return {
    names,
    bystander,
    read,
    person: (body, contentType) => make('person', names.one, body, contentType),
    group: (body, contentType) => make('group', names.group, body, contentType),
    patch: (kind, id, doing, body, more = {}) => write('PATCH', kind, id, { doing, body, more }),
    put: (kind, id, doing, body, more = {}) => write('PUT', kind, id, { doing, body, more }),
    ask: async (doing, kind, query, wanted) => {
      const { path } = places[kind];
      const exchange = await own.wire.send({ method: 'GET', path, template: path, query });
      const list = listIn(exchange);
      if (list === null) throw new Broke(`${doing} is not answered with a list: ${saidBy(exchange)}`);
      if (wanted === null && list.resources.length > 0) throw new Broke(`${doing} answers with others`);
      if (wanted !== null && !list.resources.some(({ id }) => id === wanted))
        throw new Broke(`${doing} does not find it`);
    },
    expectPerson: async (id, wanted, not) => {
      const person = await read('person', id);
      const isActiveRight = wanted.active === undefined || activeOf(person) === wanted.active;
      const isNameRight =
        wanted.displayName === undefined || textOf(person, 'displayName') === wanted.displayName;
      if (!isActiveRight || !isNameRight) throw new Broke(not);
    },
    expectMembers: async (groupId, wanted, doing) => {
      const now = membersOf(await read('group', groupId));
      if (now.length !== wanted.length || wanted.some((id) => !now.includes(id)))
        throw new Broke(`${doing}: ${memberWords(now, wanted)}`);
    },
    remove: async (kind, id) => {
      const why = await own.remove(kind, id);
      if (why !== null) throw new Broke(`deleting the ${kind}: ${why}`);
    },
  };
}
