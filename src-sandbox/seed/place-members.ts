import { type PeoplePlan, source } from './plan-people.ts';
import type { TeamSketch } from './plan-teams.ts';
import type { SeededRandom } from './seeded-random.ts';

/**
 * Fills the teams and hands each team's member positions to `give`. A directory's groups hold people of that directory,
 * so SCIM people fill SCIM teams first. 64 of 1,284 people are in no team; everybody else is in one at least, as far as
 * the places suffice.
 */
export function placeMembers(
  plan: PeoplePlan,
  teams: readonly TeamSketch[],
  random: SeededRandom,
  give: (team: TeamSketch, members: readonly number[]) => void,
): void {
  const { users } = plan.counts;
  const teamless = chooseTeamless(plan, random);
  const queues: Record<'scim' | 'manual', number[]> = { scim: [], manual: [] };
  const hasScimTeams = teams.some((team) => team.kind === 'scim');
  for (let place = 0; place < users; place += 1) {
    if (teamless.has(place)) continue;
    queues[hasScimTeams && plan.source[place] === source.scim ? 'scim' : 'manual'].push(place + 1);
  }
  const pools = { scim: random.shuffle(queues.scim.slice()), manual: random.shuffle(queues.manual.slice()) };
  balance(queues, teams, random);
  for (const kind of ['scim', 'manual'] as const) {
    random.shuffle(queues[kind]);
    const same = teams.filter((team) => team.kind === kind);
    const first = shareOut(
      queues[kind],
      same.map((team) => team.size),
    );
    for (const [turn, team] of same.entries()) {
      give(team, topUp(first[turn] ?? [], { size: team.size, pool: pools[kind], random }));
    }
  }
}

function chooseTeamless(plan: PeoplePlan, random: SeededRandom): Set<number> {
  const { users } = plan.counts;
  const wanted = Math.min(users - 1, Math.round((users * 64) / 1284));
  const chosen = new Set<number>();
  // Half of them are newcomers whom nobody has sorted yet.
  const latest = Math.max(1, Math.floor(users * 0.08));
  while (chosen.size < Math.floor(wanted / 2))
    chosen.add(users - 1 - random.below(Math.min(latest, users - 1)));
  while (chosen.size < wanted) chosen.add(1 + random.below(users - 1));
  return chosen;
}

/** Moves people whom the places of their own kind cannot hold to the other kind. */
function balance(
  queues: Record<'scim' | 'manual', number[]>,
  teams: readonly TeamSketch[],
  random: SeededRandom,
): void {
  const places = (kind: string) => teams.reduce((sum, team) => sum + (team.kind === kind ? team.size : 0), 0);
  for (const [from, to] of [
    ['scim', 'manual'],
    ['manual', 'scim'],
  ] as const) {
    const surplus = queues[from].length - places(from);
    if (surplus <= 0 || places(to) === 0) continue;
    random.shuffle(queues[from]);
    queues[to].push(
      ...queues[from].splice(0, Math.min(surplus, Math.max(0, places(to) - queues[to].length))),
    );
  }
}

/** Deals people to teams in proportion to the sizes, never more than a team's size. */
function shareOut(people: readonly number[], sizes: readonly number[]): number[][] {
  const places = sizes.reduce((sum, size) => sum + size, 0);
  const share = places === 0 ? 0 : Math.min(1, people.length / places);
  let dealt = 0;
  let owed = 0;
  return sizes.map((size) => {
    owed += size * share;
    const until = Math.min(people.length, Math.min(dealt + size, Math.round(owed)));
    const members = people.slice(dealt, until);
    dealt = until;
    return members;
  });
}

function topUp(
  members: readonly number[],
  { size, pool, random }: { size: number; pool: readonly number[]; random: SeededRandom },
): number[] {
  const all = new Set(members);
  const target = Math.min(size, pool.length);
  while (all.size < target) all.add(random.pick(pool));
  return [...all];
}
