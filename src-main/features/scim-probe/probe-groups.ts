import { teamNameProblem } from '../../../src-contract/team-name.ts';
import { type Finding, failedWith, look, passed, skipped } from './notes.ts';
import { check, compareRest, type ProbeDoors } from './probe-doors.ts';
import { duplicateFinding } from './probe-people.ts';
import { isGood, membersOf, saidBy, scimErrorIn, textOf } from './read-exchange.ts';
import { groupBody, listed, type PatchOperation, patchOf } from './scim-bodies.ts';

const rounds = 3;

const sameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && other.every((id) => one.includes(id));

/** A group with its two possible members. */
interface Probed {
  doors: ProbeDoors;
  groupId: string;
  one: string;
  two: string;
}

async function membersNow({ doors, groupId }: Probed): Promise<string[] | null> {
  const group = await doors.own.read('group', groupId);
  return group === null ? null : membersOf(group);
}

/** Brings the members to these in whichever way works. Answers whether they are. */
async function settleMembers(probed: Probed, wanted: readonly string[]): Promise<boolean> {
  const { doors, groupId } = probed;
  const { own, names } = doors;
  const ways = [
    { method: 'PUT' as const, body: { ...groupBody(names.group, wanted), id: groupId } },
    {
      method: 'PATCH' as const,
      body: patchOf({ op: 'replace', path: 'members', value: listed(wanted) }),
    },
    {
      method: 'PATCH' as const,
      body:
        wanted.length === 0
          ? patchOf({ op: 'remove', path: 'members' })
          : patchOf({ op: 'add', path: 'members', value: listed(wanted) }),
    },
  ];
  for (const way of ways) {
    const now = await membersNow(probed);
    if (now !== null && sameSet(now, wanted)) return true;
    await own.write('group', groupId, way);
  }
  const now = await membersNow(probed);
  return now !== null && sameSet(now, wanted);
}

/** Patches the members and compares who is in the group afterwards. */
async function patchMembers(
  probed: Probed,
  operation: PatchOperation,
  wanted: readonly string[],
  wrong: (now: readonly string[]) => string,
): Promise<Finding> {
  const { doors, groupId } = probed;
  const exchange = await doors.own.write('group', groupId, { method: 'PATCH', body: patchOf(operation) });
  if (!isGood(exchange)) return failedWith(`Refused: ${saidBy(exchange)}`);
  const now = await membersNow(probed);
  if (now === null) return failedWith('Accepted, but the group cannot be read afterwards');
  return sameSet(now, wanted)
    ? passed(`${saidBy(exchange)}, the right people are in it`)
    : failedWith(wrong(now));
}

const unsettled = 'The members could not be brought to where this begins';

async function probeRemoval(probed: Probed): Promise<void> {
  const { doors, one, two } = probed;
  const removed = (now: readonly string[]): string =>
    now.includes(one)
      ? now.includes(two)
        ? 'Accepted, but nobody was removed'
        : 'It removed the other member'
      : 'It removed everybody: one removal empties the group';
  await check(doors, 'remove-by-filter', async () => {
    if (!(await settleMembers(probed, [one, two]))) return skipped(unsettled);
    const operation = { op: 'remove', path: `members[value eq ${JSON.stringify(one)}]` };
    return patchMembers(probed, operation, [two], removed);
  });
  await check(doors, 'remove-by-list', async () => {
    if (!(await settleMembers(probed, [one, two]))) return skipped(unsettled);
    return patchMembers(probed, { op: 'remove', path: 'members', value: listed([one]) }, [two], removed);
  });
}

async function probeEmpty(probed: Probed): Promise<void> {
  const { doors, groupId, one, two } = probed;
  await check(doors, 'empty-members', async () => {
    if (!(await settleMembers(probed, [one, two]))) return skipped(unsettled);
    const body = { ...groupBody(doors.names.group, []), id: groupId };
    const put = await doors.own.write('group', groupId, { method: 'PUT', body });
    if (!isGood(put)) return look(`PUT with an empty list is refused: ${saidBy(put)}`);
    const now = await membersNow(probed);
    if (now === null) return failedWith('Accepted, but the group cannot be read afterwards');
    return now.length === 0
      ? passed('By PUT with an empty list')
      : failedWith('Accepted, but people are still in it');
  });
}

async function probeAtOnce(probed: Probed): Promise<void> {
  const { doors, groupId, one, two } = probed;
  await check(doors, 'add-at-once', async () => {
    for (let round = 1; round <= rounds; round++) {
      if (!(await settleMembers(probed, []))) return skipped('The group could not be emptied before');
      const answers = await Promise.all(
        [one, two].map((id) =>
          doors.own.write('group', groupId, {
            method: 'PATCH',
            body: patchOf({ op: 'add', path: 'members', value: listed([id]) }),
          }),
        ),
      );
      const refused = answers.find((answer) => !isGood(answer));
      if (refused !== undefined) return failedWith(`One of two is refused: ${saidBy(refused)}`);
      const now = await membersNow(probed);
      if (now === null || !sameSet(now, [one, two]))
        return failedWith(`Both accepted, but ${now?.length ?? 0} of 2 people are in the group`);
    }
    return passed(`Both are in, ${rounds} times of ${rounds}`);
  });
}

async function probeNames(probed: Probed): Promise<void> {
  const { doors, groupId, one, two } = probed;
  const { own, names } = doors;
  await check(doors, 'rename-group', async () => {
    const settled = await settleMembers(probed, [one, two]);
    const body = patchOf({ op: 'replace', path: 'displayName', value: names.renamed });
    const exchange = await own.write('group', groupId, { method: 'PATCH', body });
    if (!isGood(exchange)) return failedWith(`Refused: ${saidBy(exchange)}`);
    const group = await own.read('group', groupId);
    if (group === null) return failedWith('Accepted, but the group is not found under its id any more');
    if (textOf(group, 'displayName') !== names.renamed)
      return failedWith('Accepted, but the name stays as it was');
    if (settled && membersOf(group).length !== 2) return failedWith('Renamed, but it lost its members');
    return passed('Same id, same members');
  });
  await check(doors, 'illegal-group-name', async () => {
    const made = await own.make('group', names.illegal, groupBody(names.illegal));
    if (made.id === null) {
      const { exchange } = made;
      if (exchange.is === 'lost' || exchange.status >= 500) return failedWith(saidBy(exchange));
      return scimErrorIn(exchange).isScim
        ? passed(`Refused: ${saidBy(exchange)}`)
        : look(`Refused, but not in the SCIM error form: ${saidBy(exchange)}`);
    }
    const group = await own.read('group', made.id);
    const name = group === null ? names.illegal : textOf(group, 'displayName');
    await own.remove('group', made.id);
    if (doors.views === null) return passed('Taken: this service has no such rule');
    const nothingTaken: ReadonlySet<string> = new Set();
    return teamNameProblem(name, nothingTaken) === null
      ? look(`Taken, and made ${name} of it`)
      : look(`Taken as ${name}, which cannot be edited as a team over REST`);
  });
}

/** Makes a group and changes it in every shape that providers send. Answers its id; null when it could not be made. */
export async function probeGroups(
  doors: ProbeDoors,
  one: string,
  two: string | null,
): Promise<string | null> {
  const { own, notes, names } = doors;
  notes.at('Making a group');
  let groupId: string | null = null;
  await check(doors, 'create-group', async () => {
    let made = await own.make('group', names.group, groupBody(names.group));
    if (made.id !== null) {
      groupId = made.id;
      return passed(names.group);
    }
    // Some services want a member from the start (tenant-api note, section 8, 1).
    const first = saidBy(made.exchange);
    made = await own.make('group', names.group, groupBody(names.group, [one]));
    groupId = made.id;
    return groupId === null ? failedWith(first) : look(`Only with a member in it: ${first}`);
  });
  if (groupId === null || two === null) return groupId;
  const probed: Probed = { doors, groupId, one, two };
  const id: string = groupId;
  await check(doors, 'group-twice', async () => {
    const again = await own.make('group', names.group, groupBody(names.group, [one]));
    if (again.id === null) return duplicateFinding(again.exchange);
    if (again.id === id) return failedWith(`${saidBy(again.exchange)} with the same group, in place of 409`);
    await own.remove('group', again.id);
    return failedWith(`${saidBy(again.exchange)}: it made a second group of the same name`);
  });

  notes.at('Changing the members of the group');
  const add = { op: 'add', path: 'members', value: listed([one]) };
  const notIn = (now: readonly string[]): string =>
    now.length === 0
      ? 'Accepted, but nobody is in the group'
      : `Accepted, but ${now.length} members are listed`;
  const added = await check(doors, 'add-member', () => patchMembers(probed, add, [one], notIn));
  await check(doors, 'add-member-twice', async () => {
    if (added.result !== 'passed') return skipped('Adding a member does not work');
    return patchMembers(probed, add, [one], (now) =>
      now.length > 1 ? `The person is listed ${now.length} times` : notIn(now),
    );
  });
  await probeRemoval(probed);
  await probeEmpty(probed);
  await probeAtOnce(probed);
  await probeNames(probed);
  await compareRest(doors, 'After adding to the group', async (views) => {
    const group = await own.read('group', id);
    const name = group === null ? names.group : textOf(group, 'displayName');
    const seen = await views.restTeam(name);
    if (seen === 'unknown') return 'unknown';
    if (seen === null) return `REST has no team ${name}`;
    const count = group === null ? 0 : membersOf(group).length;
    return seen.members === count ? null : `REST has ${seen.members} people in ${name}, SCIM ${count}`;
  });
  return id;
}
