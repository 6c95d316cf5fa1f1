import type { ScimExchange } from '../../tenant-api/scim-wire.ts';
import { type Finding, failedWith, look, passed, skipped } from './notes.ts';
import { findByName } from './own-things.ts';
import { check, compareRest, type ProbeDoors } from './probe-doors.ts';
import {
  activeOf,
  isGood,
  resourceIn,
  type ScimResource,
  saidBy,
  scimErrorIn,
  textOf,
} from './read-exchange.ts';
import { type PatchOperation, patchOf, personBody } from './scim-bodies.ts';

/** What a refusal of something that exists already should look like. */
export function duplicateFinding(exchange: ScimExchange): Finding {
  if (exchange.is === 'lost' || exchange.status !== 409) return failedWith(`Not 409: ${saidBy(exchange)}`);
  const { isScim, keyword } = scimErrorIn(exchange);
  if (!isScim) return look('409, but not in the SCIM error form');
  return keyword === 'uniqueness' ? passed('409 uniqueness') : look('409 without the word uniqueness');
}

/** Patches person and looks at the effect by reading again. */
async function patchPerson(
  { own }: ProbeDoors,
  id: string,
  operation: PatchOperation,
  wanted: { is: (person: ScimResource) => boolean; ok: string; not: string },
): Promise<{ finding: Finding; exchange: ScimExchange }> {
  const exchange = await own.write('person', id, { method: 'PATCH', body: patchOf(operation) });
  if (!isGood(exchange)) return { finding: failedWith(`Refused: ${saidBy(exchange)}`), exchange };
  const after = await own.read('person', id);
  if (after === null)
    return { finding: failedWith('Accepted, but the person cannot be read afterwards'), exchange };
  return { finding: wanted.is(after) ? passed(wanted.ok) : failedWith(wanted.not), exchange };
}

/** Brings `active` to a value in whichever way works, so that the next check begins where it should. */
async function settle({ own, names }: ProbeDoors, id: string, to: 'active' | 'off'): Promise<void> {
  const active = to === 'active';
  const now = await own.read('person', id);
  if (now === null || activeOf(now) === active) return;
  await own.write('person', id, {
    method: 'PATCH',
    body: patchOf({ op: 'replace', path: 'active', value: active }),
  });
  const after = await own.read('person', id);
  if (after !== null && activeOf(after) === active) return;
  const body = { ...personBody(names.one, names.mark), id, active };
  await own.write('person', id, { method: 'PUT', body });
}

/** Whether REST shows the person as active or not, as it was told. */
async function restActive(doors: ProbeDoors, step: string, id: string, to: 'active' | 'off'): Promise<void> {
  await compareRest(doors, step, async (views) => {
    const seen = await views.restPerson(id);
    if (seen === 'unknown') return 'unknown';
    if (seen === null) return 'REST does not know the person';
    return seen.isActive === (to === 'active')
      ? null
      : `REST shows the person ${seen.isActive ? 'active' : 'deactivated'}`;
  });
}

async function findFinding({ own }: ProbeDoors, name: string, id: string, missing: string): Promise<Finding> {
  const found = await findByName(own.wire, 'person', name);
  if (found === null) return failedWith('The filter userName eq is not answered with a list');
  if (found.length === 0) return failedWith(missing);
  if (found.length > 1) return failedWith(`${found.length} people of this name are there`);
  return found[0]?.id === id ? passed('By userName, once') : failedWith('Found under another id');
}

/** Makes the second person, whose address has a plus sign where that is allowed. */
async function makeTwo(doors: ProbeDoors): Promise<string | null> {
  const { own, names } = doors;
  let two: string | null = null;
  await check(doors, 'plus-address', async () => {
    const made = await own.make('person', names.two, personBody(names.two, names.mark));
    two = made.id;
    if (two !== null)
      return findFinding(
        doors,
        names.two,
        two,
        'Made, but not found by filter: the plus sign is read as something else',
      );
    const plain = await own.make('person', names.twoPlain, personBody(names.twoPlain, names.mark));
    two = plain.id;
    return two === null
      ? failedWith(`A second person cannot be made: ${saidBy(plain.exchange)}`)
      : look(`Refused: ${saidBy(made.exchange)}`);
  });
  return two;
}

/** Makes two people and changes the first in every shape that providers send. Null ids: could not be made. */
export async function probePeople(doors: ProbeDoors): Promise<{ one: string | null; two: string | null }> {
  const { own, notes, names } = doors;
  notes.at('Making a person');
  let one: string | null = null;
  await check(doors, 'create-person', async () => {
    const made = await own.make('person', names.one, personBody(names.one, names.mark));
    one = made.id;
    if (one === null) return failedWith(saidBy(made.exchange));
    if (made.exchange.is === 'answer' && made.exchange.status !== 201)
      return look(`${saidBy(made.exchange)} in place of 201`);
    return resourceIn(made.exchange) === null ? look('Made, but the answer has no id') : passed(names.one);
  });
  if (one === null) return { one: null, two: null };
  const id: string = one;
  await restActive(doors, 'After making', id, 'active');
  await check(doors, 'create-twice', async () => {
    const again = await own.make('person', names.one, personBody(names.one, names.mark));
    if (again.id === null) return duplicateFinding(again.exchange);
    if (again.id === id) return failedWith(`${saidBy(again.exchange)} with the same person, in place of 409`);
    await own.remove('person', again.id);
    return failedWith(`${saidBy(again.exchange)}: it made a second person of the same name`);
  });
  await check(doors, 'find-person', () => findFinding(doors, names.one, id, 'It is not found by filter'));
  const two = await makeTwo(doors);

  notes.at('Changing the person');
  const displayIs = (text: string) => (person: ScimResource) => textOf(person, 'displayName') === text;
  const kept = 'Accepted, but the name stays as it was';
  await check(doors, 'patch-answer', async () => {
    const operation = { op: 'replace', path: 'displayName', value: 'Tenantry Probe A' };
    const wanted = { is: displayIs('Tenantry Probe A'), ok: 'Status 200 with the person', not: kept };
    const { finding, exchange } = await patchPerson(doors, id, operation, wanted);
    if (finding.result !== 'passed') return finding;
    return resourceIn(exchange)?.id === id ? finding : look(`${saidBy(exchange)} without the person`);
  });
  await check(doors, 'replace-capital', async () => {
    const operation = { op: 'Replace', path: 'displayName', value: 'Tenantry Probe B' };
    const wanted = { is: displayIs('Tenantry Probe B'), ok: 'Taken like replace', not: kept };
    return (await patchPerson(doors, id, operation, wanted)).finding;
  });
  await check(doors, 'replace-pathless', async () => {
    const operation = { op: 'replace', value: { displayName: 'Tenantry Probe C' } };
    const wanted = { is: displayIs('Tenantry Probe C'), ok: 'The attributes are in the value', not: kept };
    return (await patchPerson(doors, id, operation, wanted)).finding;
  });
  await probeActive(doors, id);
  return { one: id, two };
}

async function probeActive(doors: ProbeDoors, id: string): Promise<void> {
  const { own, notes, names } = doors;
  notes.at('Deactivating and reactivating');
  const isOff = (person: ScimResource): boolean => activeOf(person) === false;
  const isOn = (person: ScimResource): boolean => activeOf(person) === true;
  await check(doors, 'false-as-text', async () => {
    const operation = { op: 'replace', path: 'active', value: 'False' };
    const wanted = { is: isOff, ok: 'Taken as no', not: 'Accepted, but the person stays active' };
    return (await patchPerson(doors, id, operation, wanted)).finding;
  });
  await settle(doors, id, 'active');
  const off = await check(doors, 'deactivate', async () => {
    const operation = { op: 'replace', path: 'active', value: false };
    const wanted = { is: isOff, ok: 'active is false', not: 'Accepted, but the person stays active' };
    return (await patchPerson(doors, id, operation, wanted)).finding;
  });
  if (off.result === 'passed') await restActive(doors, 'After deactivating', id, 'off');
  await check(doors, 'find-deactivated', async () => {
    if (off.result !== 'passed') return skipped('The person could not be deactivated');
    return findFinding(doors, names.one, id, 'Deactivated, the person is not found any more');
  });
  await check(doors, 'reactivate', async () => {
    if (off.result !== 'passed') return skipped('The person could not be deactivated');
    const operation = { op: 'replace', path: 'active', value: true };
    const wanted = {
      is: isOn,
      ok: 'active is true again',
      not: 'Accepted, but the person stays deactivated',
    };
    return (await patchPerson(doors, id, operation, wanted)).finding;
  });
  await settle(doors, id, 'active');
  await restActive(doors, 'After reactivating', id, 'active');
  await check(doors, 'put-without-active', async () => {
    const { active: _active, ...body } = personBody(names.one, names.mark);
    const exchange = await own.write('person', id, { method: 'PUT', body: { ...body, id } });
    if (!isGood(exchange)) return failedWith(`Refused: ${saidBy(exchange)}`);
    const after = await own.read('person', id);
    if (after === null) return failedWith('Accepted, but the person cannot be read afterwards');
    return activeOf(after) === false
      ? failedWith('It deactivates the person')
      : passed('The person stays active');
  });
  await settle(doors, id, 'active');
}
