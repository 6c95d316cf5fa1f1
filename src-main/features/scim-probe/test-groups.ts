import { proposeTeamName, teamNameProblem } from '../../../src-contract/team-name.ts';
import { failedWith, look, passed, skipped } from './notes.ts';
import { listIn, saidBy, textOf } from './read-exchange.ts';
import type { TestDoors } from './test-doors.ts';

const readAtMost = 1000;
const pageSize = 200;
const namedAtMost = 4;

/** Reads groups and holds their names against the rule for teams, with a legal name for each that breaks it. */
export async function testGroups({ wire, notes, until }: TestDoors): Promise<void> {
  notes.at('Reading groups');
  const names: string[] = [];
  let total = 0;
  let tookMs = 0;
  while (names.length < readAtMost && !until.aborted) {
    const query = { startIndex: names.length + 1, count: pageSize, excludedAttributes: 'members' };
    const answer = await wire.send({ method: 'GET', path: '/Groups', template: '/Groups', query });
    tookMs += answer.tookMs;
    const list = listIn(answer);
    if (list === null) {
      notes.note('groups-readable', failedWith(saidBy(answer)), tookMs);
      notes.note('group-names', skipped('Groups cannot be read'), null);
      return;
    }
    total = list.total ?? total;
    names.push(...list.resources.map((group) => textOf(group, 'displayName')));
    if (list.resources.length === 0 || names.length >= total) break;
  }
  notes.note(
    'groups-readable',
    passed(total === 1 ? '1 group' : `${total.toLocaleString('en-US')} groups`),
    tookMs,
  );
  const nothingTaken: ReadonlySet<string> = new Set();
  const bad = names.filter((name) => teamNameProblem(name, nothingTaken) !== null);
  if (bad.length === 0) {
    notes.note('group-names', passed(names.length === 0 ? 'No group yet' : 'All of them'), null);
    return;
  }
  const taken = new Set(names.map((name) => name.toLowerCase()));
  const shown = bad.slice(0, namedAtMost).map((name) => {
    const proposed = proposeTeamName(name, taken);
    if (proposed !== null) taken.add(proposed);
    return proposed === null ? name : `${name} → ${proposed}`;
  });
  const more = bad.length > namedAtMost ? ` and ${bad.length - namedAtMost} more` : '';
  const count = bad.length === 1 ? '1 name breaks the rule' : `${bad.length} names break the rule`;
  notes.note('group-names', look(`${count}: ${shown.join(', ')}${more}`), null);
}
