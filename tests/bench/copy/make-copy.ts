import { rmSync } from 'node:fs';
import { cacheJob } from '../../../src-main/cache/cache-handles.ts';
import { beginCopy, bumpPeople, bumpTeams } from '../../../src-main/cache/copies.ts';
import { openCacheHere } from '../../../src-main/cache/open-cache-here.ts';
import { cacheOperations } from '../../../src-main/cache-operations.ts';
import { teamWriters } from '../../../src-main/features/teams/stored-teams.ts';
import { teamRowFromWire } from '../../../src-main/features/teams/team-row.ts';
import { userWriters } from '../../../src-main/features/users/stored-users.ts';
import { userRowFromWire } from '../../../src-main/features/users/user-row.ts';
import { buildSearch } from '../../../src-main/sync/build-search.ts';
import { namePeople } from '../../../src-sandbox/seed/name-people.ts';
import { seededRandom } from '../../../src-sandbox/seed/seeded-random.ts';

export const tenantId = 'bench';
const dayMs = 86_400_000;

const fill = cacheJob(
  'bench/fill',
  function* (cache, people: number): Generator<undefined, string[]> {
    const copy = beginCopy(cache, tenantId);
    const random = seededRandom(1, 'bench');
    const name = namePeople(random);
    const write = userWriters(cache, copy.no, 'later');
    const names: string[] = [];
    const teams = Array.from({ length: 40 }, (): string[] => []);
    for (let index = 0; index < people; index += 1) {
      const { displayName, localPart } = name();
      const email = `${localPart}@${random.chance(0.9) ? 'halden' : 'field-crew'}.example`;
      const row = userRowFromWire({
        id: random.id(),
        email,
        active: random.chance(0.93),
        isEditable: false,
        roles: [random.chance(0.02) ? 'tenant-admin' : 'member'],
        metadata: { displayName, inviteAccepted: random.chance(0.95), createdByScim: random.chance(0.8) },
        lastAccessedAt: random.chance(0.9)
          ? new Date(Date.now() - random.below(200) * dayMs).toISOString()
          : null,
        createdAt: new Date(Date.now() - random.below(900) * dayMs).toISOString(),
      });
      write.insert(row);
      if (random.chance(0.95)) random.pick(teams).push(email);
      if (index % Math.ceil(people / 400) === 0) names.push(displayName);
      if (index % 200 === 0) yield;
    }
    const writeTeam = teamWriters(cache, copy.no, null);
    for (const [index, members] of teams.entries()) {
      const row = teamRowFromWire({ id: `t${index}`, manifest: { name: `team-${index}`, members } });
      if (row !== null) writeTeam.put(row);
      yield;
    }
    yield* buildSearch(cache, copy.no);
    bumpPeople(cache, copy.no, people);
    bumpTeams(cache, copy.no);
    cache
      .prepare('UPDATE copies SET is_indexed = 1, last_sync_at = ? WHERE no = ?')
      .run(new Date().toISOString(), copy.no);
    return names;
  },
  'erase',
);

/** Makes a copy of so many people in the file, and answers some of their names to search for. */
export async function makeCopy(path: string, people: number): Promise<string[]> {
  for (const ending of ['', '-wal', '-shm']) rmSync(path + ending, { force: true });
  const cache = openCacheHere(path, [...cacheOperations, fill]);
  const names = await cache.write(fill, people);
  await cache.close();
  return names;
}
