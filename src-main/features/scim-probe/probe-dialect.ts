import type { VendorVerdict } from '../../../src-contract/scim-probe.ts';
import { type ProbeCheckId, probeChecks } from './check-catalogue.ts';
import { failedWith, look, passed, skipped } from './notes.ts';
import { findByName } from './own-things.ts';
import { check, type ProbeDoors } from './probe-doors.ts';
import { probeGroups } from './probe-groups.ts';
import { probePeople } from './probe-people.ts';
import { probeVendors, vendorScripts } from './probe-vendors.ts';
import { saidBy, textOf } from './read-exchange.ts';
import { personBody } from './scim-bodies.ts';

/** Whatever was not reached is told as skipped, with the reason. The clean-up tells of itself. */
function skipRest({ notes, until }: ProbeDoors, why: string): void {
  const noted = new Set(notes.checks.map(({ id }) => id));
  for (const id of Object.keys(probeChecks) as ProbeCheckId[]) {
    if (noted.has(id) || id === 'cleaned-up') continue;
    notes.note(id, skipped(until.aborted ? 'Cancelled before' : why), null);
  }
}

/** Syncs, and looks whether the copy shows the person and the group as SCIM was told. */
async function lookAtCopy(doors: ProbeDoors, ids: { one: string; group: string | null }): Promise<void> {
  const { views, own, notes } = doors;
  if (views === null) {
    notes.note('copy-view', skipped('Not the connected tenant: it has no copy'), null);
    return;
  }
  notes.at('Syncing the local copy');
  await check(doors, 'copy-view', async () => {
    const why = await views.sync();
    if (why !== null) return skipped(why);
    const [person] = await views.copied([ids.one]);
    if (person === undefined) return failedWith('The person is not in the copy');
    if (!person.isActive) return failedWith('The copy shows the person deactivated');
    const group = ids.group === null ? null : await own.read('group', ids.group);
    if (group === null) return passed('The person');
    const team = await views.copiedTeam(textOf(group, 'displayName'));
    return team === null
      ? failedWith(`The team ${textOf(group, 'displayName')} is not in the copy`)
      : passed('The person and the team');
  });
}

async function probeDeletion(doors: ProbeDoors, one: string, groupId: string | null): Promise<void> {
  const { own, notes, names } = doors;
  notes.at('Deleting and making again');
  await check(doors, 'delete-group', async () => {
    if (groupId === null) return skipped('There is no group');
    const why = await own.remove('group', groupId);
    return why === null ? passed('Gone: 404') : failedWith(why);
  });
  const deleted = await check(doors, 'delete-person', async () => {
    const why = await own.remove('person', one);
    // Many services have no DELETE, and no provider needs it; one that only says that it deleted misleads.
    if (why !== null) return why.includes('is refused') ? look(why) : failedWith(why);
    const found = await findByName(own.wire, 'person', names.one);
    return found !== null && found.length > 0
      ? failedWith('404 by its id, but it is still in the list')
      : passed('Gone: 404, and not in the list');
  });
  await check(doors, 'create-again', async () => {
    if (deleted.result !== 'passed') return skipped('The person could not be deleted');
    const made = await own.make('person', names.one, personBody(names.one, names.mark));
    return made.id === null ? failedWith(saidBy(made.exchange)) : passed('Made anew');
  });
}

/**
 * Tries out what a SCIM service does with the requests of each vendor, on people and groups that it makes itself. Notes each
 * check; never rejects for what the service does. What it made is still there afterwards: clean up after it.
 */
export async function probeDialect(
  doors: ProbeDoors,
  replays: 'providers' | 'nothing',
  told: (verdicts: VendorVerdict[]) => void,
): Promise<void> {
  const { own, notes, names, restDiffers, restAsked } = doors;
  const { one, two } = await probePeople(doors);
  if (one === null) {
    skipRest(doors, 'No person could be made');
    if (replays === 'nothing') return;
    told(
      vendorScripts.map(({ id, vendor }) => ({
        id,
        vendor,
        verdict: 'not-tried',
        sentence: 'Not tried, since no person could be made',
        requests: 0,
      })),
    );
    return;
  }
  const groupId = await probeGroups(doors, one, two);
  await lookAtCopy(doors, { one, group: groupId });
  await probeDeletion(doors, one, groupId);
  if (two !== null && replays === 'providers') {
    const there = own.stored.find(({ remoteId }) => remoteId === two);
    await probeVendors(doors, { id: two, name: there?.name ?? names.two }, told);
  }
  if (doors.views === null)
    notes.note('rest-view', skipped('Not the connected tenant: REST is not asked'), null);
  else if (restDiffers.length > 0) notes.note('rest-view', failedWith(restDiffers.join('. ')), null);
  else if (restAsked.times === 0) notes.note('rest-view', skipped('REST could not be asked'), null);
  else notes.note('rest-view', passed(`Compared ${restAsked.times} times on the way`), null);
  notes.note('probe-throttle', own.wire.throttling(), null);
  skipRest(doors, 'A second person or the group could not be made');
}
