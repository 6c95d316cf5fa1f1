import { failedWith, look, passed, skipped } from './notes.ts';
import type { OtherViews } from './other-views.ts';
import { activeOf, listIn, type ScimResource, saidBy, textOf } from './read-exchange.ts';
import type { TestDoors } from './test-doors.ts';

const comparedPeople = 1000;
const pageSize = 200;
const namedAtMost = 3;

const counted = (count: number): string => count.toLocaleString('en-US');
const people = (count: number): string => (count === 1 ? '1 person' : `${counted(count)} people`);

function named(names: readonly string[]): string {
  const rest = names.length - namedAtMost;
  return `${names.slice(0, namedAtMost).join(', ')}${rest > 0 ? ` and ${counted(rest)} more` : ''}`;
}

async function compareWithCopy(doors: TestDoors, views: OtherViews, read: ScimResource[]): Promise<void> {
  const copied = new Map((await views.copied(read.map(({ id }) => id))).map((person) => [person.id, person]));
  const missing: string[] = [];
  const differing: string[] = [];
  for (const resource of read) {
    const person = copied.get(resource.id);
    const name = textOf(resource, 'userName');
    const active = activeOf(resource);
    if (person === undefined) missing.push(name);
    else if (active !== null && active !== person.isActive)
      differing.push(`${name} is ${active ? 'active' : 'deactivated'} over SCIM`);
  }
  const { notes } = doors;
  if (missing.length === 0 && differing.length === 0)
    notes.note('people-same', passed(`${people(read.length)} compared, with who is active`), null);
  else
    notes.note(
      'people-same',
      look(
        [
          ...(missing.length > 0 ? [`Not in the copy: ${named(missing)}`] : []),
          ...(differing.length > 0 ? [named(differing)] : []),
        ].join('. '),
      ),
      null,
    );
}

async function compareWithRest(doors: TestDoors, views: OtherViews, read: ScimResource[]): Promise<void> {
  const sample = [read[0], read[Math.floor(read.length / 2)], read.at(-1)].filter(
    (one, at, all): one is ScimResource => one !== undefined && all.indexOf(one) === at,
  );
  const differing: string[] = [];
  let asked = 0;
  for (const resource of sample) {
    const seen = await views.restPerson(resource.id);
    if (seen === 'unknown') continue;
    asked++;
    const name = textOf(resource, 'userName');
    if (seen === null) differing.push(`REST does not know ${name}`);
    else if (activeOf(resource) !== null && activeOf(resource) !== seen.isActive)
      differing.push(`${name} is ${seen.isActive ? 'active' : 'deactivated'} over REST, not so over SCIM`);
  }
  const { notes } = doors;
  if (asked === 0) notes.note('rest-same', skipped('REST could not be asked'), null);
  else if (differing.length > 0) notes.note('rest-same', look(named(differing)), null);
  else notes.note('rest-same', passed(`${people(asked)} asked for over both`), null);
}

/** Reads people page by page, as the first import of a provider does, and compares them with the copy and with REST. */
export async function testPeople(doors: TestDoors): Promise<void> {
  const { wire, notes, views, until } = doors;
  notes.at('Reading people');
  const read: ScimResource[] = [];
  const seen = new Set<string>();
  let total = 0;
  let tookMs = 0;
  let doubled = 0;
  while (read.length < comparedPeople && !until.aborted) {
    const query = { startIndex: read.length + 1, count: pageSize };
    const answer = await wire.send({ method: 'GET', path: '/Users', template: '/Users', query });
    tookMs += answer.tookMs;
    const list = listIn(answer);
    if (list === null) {
      notes.note('people-readable', failedWith(`From person ${read.length + 1}: ${saidBy(answer)}`), tookMs);
      return;
    }
    total = list.total ?? total;
    for (const resource of list.resources) {
      if (seen.has(resource.id)) doubled++;
      seen.add(resource.id);
    }
    read.push(...list.resources);
    if (list.resources.length === 0 || read.length >= total) break;
  }
  const sentence = `${people(total)}${read.length < total ? `, ${counted(read.length)} of them read` : ''}`;
  const isShort = read.length < Math.min(total, comparedPeople);
  notes.note(
    'paging',
    doubled > 0
      ? failedWith(`${people(doubled)} came twice while reading page by page`)
      : isShort
        ? failedWith(`It counts ${counted(total)} but its pages end after ${counted(read.length)}`)
        : passed(read.length > pageSize ? `${counted(read.length)} in pages of ${pageSize}` : 'One page'),
    null,
  );
  if (views === null) {
    notes.note('people-readable', passed(sentence), tookMs);
    notes.note('people-same', skipped('Not the connected tenant: there is no copy to compare'), null);
    notes.note('rest-same', skipped('Not the connected tenant: REST is not asked'), null);
    return;
  }
  const fits = total === views.people || total === views.scimPeople;
  notes.note(
    'people-readable',
    fits
      ? passed(`${sentence}. Matches the local copy`)
      : look(
          `${sentence}. The local copy has ${counted(views.scimPeople)} from SCIM, ${counted(views.people)} in all`,
        ),
    tookMs,
  );
  await compareWithCopy(doors, views, read.slice(0, comparedPeople));
  await compareWithRest(doors, views, read);
}
