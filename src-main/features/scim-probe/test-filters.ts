import { randomBytes } from 'node:crypto';
import type { ScimExchange } from '../../tenant-api/scim-wire.ts';
import { type Finding, failedWith, look, passed, skipped } from './notes.ts';
import { equals, listIn, type ScimList, saidBy, scimErrorIn, textOf } from './read-exchange.ts';
import type { TestDoors } from './test-doors.ts';

/** The same address in another letter case; null when it has no letters. */
export function otherCase(text: string): string | null {
  const other = text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();
  return other === text ? null : other;
}

function emptyFinding(answer: ScimExchange): Finding {
  const list = listIn(answer);
  if (list === null) return failedWith(saidBy(answer));
  if (list.resources.length > 0 || (list.total ?? 0) > 0)
    return failedWith(`Asked for nobody, it answers ${list.total ?? list.resources.length} people`);
  return passed('Status 200 with an empty list');
}

function oneFinding(answer: ScimExchange, id: string): Finding {
  const list = listIn(answer);
  if (list === null) return failedWith(saidBy(answer));
  const ids = list.resources.map((resource) => resource.id);
  if (ids.length === 1 && ids[0] === id && (list.total ?? 1) === 1)
    return passed('Exactly one, the right one');
  if (ids.length === 0) return failedWith('It does not find a person who is there');
  return failedWith(`Asked for one person, it answers ${list.total ?? ids.length}`);
}

/** Asks by `userName eq` as providers do: for nobody, for somebody, in another case, with quotes and with a plus sign. */
export async function testFilters({ wire, notes }: TestDoors, first: ScimList | null): Promise<void> {
  notes.at('Asking by filter');
  const ask = (value: string): Promise<ScimExchange> =>
    wire.send({
      method: 'GET',
      path: '/Users',
      template: '/Users',
      query: { filter: equals('userName', value) },
    });
  const nobody = `tenantry-${randomBytes(6).toString('hex')}`;

  const empty = await ask(`${nobody}@example.invalid`);
  const emptySeen = emptyFinding(empty);
  notes.note('empty-search', emptySeen, empty.tookMs);

  const person = first?.resources.find((resource) => textOf(resource, 'userName') !== '');
  if (person === undefined) {
    notes.note('filter-finds', skipped('There is nobody to look for'), null);
    notes.note('filter-letter-case', skipped('There is nobody to look for'), null);
  } else {
    const userName = textOf(person, 'userName');
    const same = await ask(userName);
    const found = oneFinding(same, person.id);
    notes.note('filter-finds', found, same.tookMs);
    const other = otherCase(userName);
    if (found.result !== 'passed')
      notes.note('filter-letter-case', skipped('The filter does not find people'), null);
    else if (other === null) notes.note('filter-letter-case', skipped('The user name has no letters'), null);
    else {
      const cased = await ask(other);
      notes.note('filter-letter-case', oneFinding(cased, person.id), cased.tookMs);
    }
  }

  // Where even the plain question is answered wrongly, quotes and plus signs would only repeat that.
  if (emptySeen.result !== 'passed') {
    notes.note('filter-quotes', skipped('The empty search is wrong already'), null);
    notes.note('filter-plus', skipped('The empty search is wrong already'), null);
    return;
  }
  const quoted = await ask(`${nobody}"x@example.invalid`);
  const isRefused = quoted.is === 'answer' && quoted.status === 400 && scimErrorIn(quoted).isScim;
  notes.note(
    'filter-quotes',
    isRefused ? look(`It refuses a quote in a value: ${saidBy(quoted)}`) : emptyFinding(quoted),
    quoted.tookMs,
  );
  const plus = await ask(`${nobody}+x@example.invalid`);
  notes.note('filter-plus', emptyFinding(plus), plus.tookMs);
}
