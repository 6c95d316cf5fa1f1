import type { Ledger } from '../../ledger/ledger-handles.ts';
import { deleteThing, findByName, markOf, places } from './own-things.ts';
import type { PatientWire } from './patient-wire.ts';
import { activeOf, resourceIn, textOf } from './read-exchange.ts';
import { type StoredThing, saveThing } from './stored-things.ts';

const patchOff = {
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: [{ op: 'replace', path: 'active', value: false }],
};

/** Turns off a person who cannot be deleted. Answers how they are left. */
async function leavePerson(wire: PatientWire, id: string, why: string): Promise<string> {
  const path = `/Users/${encodeURIComponent(id)}`;
  const template = '/Users/{id}';
  await wire.send({ method: 'PATCH', path, template, body: patchOff });
  const after = resourceIn(await wire.send({ method: 'GET', path, template }));
  return after !== null && activeOf(after) === false
    ? `${why}. Left there, deactivated`
    : `${why}. Left there`;
}

/** So long after a request without an answer what it asked for may still come to be. */
const mayComeMs = 10 * 60_000;

const mayComeNote =
  'It was not confirmed when it was made. It does not show, and may still come: remove it in 10 min once more';
const unaskedNote = 'It was not confirmed when it was made, and the service could not be asked for it';
const unconfirmedNotes: readonly string[] = ['', mayComeNote, unaskedNote];

/** Whether what does not show may show yet: it was asked for, nothing was confirmed, and that is not long ago. */
function mayCome({ remoteId, note, madeAt }: StoredThing, nowMs: number): boolean {
  const isUnconfirmed = remoteId === null && unconfirmedNotes.includes(note);
  return isUnconfirmed && nowMs - Date.parse(madeAt) < mayComeMs;
}

/** Finds the id that a thing has by now; undefined when the service could not be asked. */
async function currentId(wire: PatientWire, thing: StoredThing): Promise<string | null | undefined> {
  if (thing.remoteId !== null) {
    const { path, named } = places[thing.kind];
    const id = encodeURIComponent(thing.remoteId);
    const answer = await wire.send({ method: 'GET', path: `${path}/${id}`, template: `${path}/{id}` });
    if (answer.is === 'answer' && answer.status === 404) return null;
    const there = resourceIn(answer);
    // An id that means somebody else by now is left alone.
    if (there !== null && !textOf(there, named).toLowerCase().includes(markOf(thing.name))) return null;
    return there === null ? undefined : thing.remoteId;
  }
  const found = await findByName(wire, thing.kind, thing.name);
  return found === null ? undefined : (found[0]?.id ?? null);
}

/**
 * Removes what probes made, groups before people, by the ids and random names that were stored; nothing else can be
 * struck. Each is looked for afterwards. Stores what became of it and answers those that are left.
 */
export async function cleanUp(
  wire: PatientWire,
  ledger: Ledger,
  things: readonly StoredThing[],
  nowMs: number,
): Promise<StoredThing[]> {
  const open = things.filter(({ state }) => state !== 'gone');
  const inOrder = [...open].sort((one, other) =>
    one.kind === other.kind ? 0 : one.kind === 'group' ? -1 : 1,
  );
  for (const thing of inOrder) {
    const id = await currentId(wire, thing);
    if (id === null && mayCome(thing, nowMs)) Object.assign(thing, { state: 'left', note: mayComeNote });
    else if (id === null) Object.assign(thing, { state: 'gone', note: 'Not there any more' });
    else if (id === undefined) {
      const note = mayCome(thing, nowMs) ? unaskedNote : 'The service could not be asked for it';
      Object.assign(thing, { state: 'left', note });
    } else {
      const why = await deleteThing(wire, thing.kind, id);
      if (why === null) Object.assign(thing, { remoteId: id, state: 'gone', note: 'Removed' });
      else {
        const note = thing.kind === 'person' ? await leavePerson(wire, id, why) : `${why}. Left there`;
        Object.assign(thing, { remoteId: id, state: 'left', note });
      }
    }
    await ledger.write((writable) => saveThing(writable, thing));
  }
  return inOrder.filter(({ state }) => state !== 'gone');
}
