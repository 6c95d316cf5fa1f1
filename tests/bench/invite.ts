import type { PlannedRow } from '../../src-main/action/tenant-action.ts';
import { naiveTeams, registerAtOnce, registerInSequence, registerUnstored } from './invite/bases.ts';
import { clientOf, runByEngine } from './invite/run-by-engine.ts';
import { startBaseTenant } from './invite/start-base-tenant.ts';
import { report } from './report.ts';

// npm run bench -- invite [people] [rounds]: a bulk invite by the app's engine, with journal, trail and proofs, beside the bases of
// speed.md 5a to 5d in the same run: a tenant in memory on loopback that takes 5, 20 or 80 ms for each answer, in a process of
// its own. The official SDK is not installed for this; its calls one by one are written out in invite/bases.ts.
const people = Number(process.argv[2] ?? 10_000);
const rounds = Number(process.argv[3] ?? 3);
/** The engine begins with 4 requests at a time and comes to this many where the tenant answers well. */
const atOnce = 16;
const inSequence = Math.min(people, 400);
const teamPeople = Math.min(people, 1000);
const naivePeople = Math.min(people, 60);
const perSecond = (count: number, ms: number): number => (count * 1000) / ms;
const secondsOf = async (act: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await act();
  return performance.now() - began;
};

const emailsOf = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `bo.ek.${index}@halden.example`);
const rowOf = (email: string, role: string, index: number): PlannedRow => ({
  action: 'users/invite',
  input: { email, role, passwordEmail: 'do-not-send' },
  subject: email,
  name: '',
  phase: 0,
  fileRow: index + 2,
});
const teamOf = (index: number): string => `team-${index % 20}`;

const tenant = await startBaseTenant();
/** Begins with an empty tenant, and makes sure afterwards that everybody is in it. */
async function measured(serverMs: number, count: number, act: () => Promise<void>): Promise<void> {
  await tenant.begin(serverMs);
  await act();
  const counted = await tenant.count();
  if (counted.people !== count) throw new Error(`${counted.people} of ${count} people are in the tenant`);
}

try {
  for (const serverMs of [5, 20, 80]) {
    const rates = {
      whole: [] as number[],
      steady: [] as number[],
      sequence: [] as number[],
      pool: [] as number[],
    };
    const times = { unstored: [] as number[], ours: [] as number[] };
    let calls = '';
    for (let round = 0; round < rounds; round += 1) {
      await measured(serverMs, inSequence, async () => {
        const ms = await secondsOf(() => registerInSequence(tenant.origin, emailsOf(inSequence)));
        rates.sequence.push(perSecond(inSequence, ms));
      });
      await measured(serverMs, people, async () => {
        const ms = await secondsOf(() => registerAtOnce(tenant.origin, emailsOf(people), atOnce));
        rates.pool.push(perSecond(people, ms));
      });
      await measured(serverMs, people, async () => {
        const client = clientOf(tenant.origin);
        const ms = await secondsOf(() => registerUnstored(client, emailsOf(people), atOnce));
        client.close();
        times.unstored.push(ms);
      });
      await measured(serverMs, people, async () => {
        const rows = emailsOf(people).map((email, index) => rowOf(email, 'member', index));
        const ran = await runByEngine(tenant.origin, rows);
        times.ours.push(ran.tookMs);
        rates.whole.push(perSecond(people, ran.tookMs));
        rates.steady.push(ran.steadyPerSecond);
        calls = JSON.stringify((await tenant.count()).counts);
      });
    }
    const at = `at ${serverMs} ms server time, ${people.toLocaleString('en')} people`;
    console.log(`\n=== ${at}; the engine's calls in the last round: ${calls}`);
    const shared = { bench: 'invite', unit: 'rows/s' } as const;
    const limit = { name: `${atOnce} at once / server time`, rounds: [(atOnce * 1000) / serverMs] };
    report({
      ...shared,
      title: `5a registrations a second, start and end left out, ${at}`,
      base: limit,
      ours: { name: 'engine, journal included', rounds: rates.steady },
      goal: serverMs >= 20 ? '>= 0.9' : 'none below 20 ms',
    });
    report({
      ...shared,
      title: `5a whole run, first request to last proof, ${at}`,
      base: limit,
      ours: { name: 'engine, ramp, journal and proofs included', rounds: rates.whole },
    });
    report({
      ...shared,
      title: `5b beside one call after the other, ${at}`,
      base: { name: `calls of the SDK one by one, ${inSequence} people`, rounds: rates.sequence },
      ours: { name: 'engine, whole run', rounds: rates.whole },
      goal: '>= 14',
    });
    report({
      ...shared,
      title: `5b beside ${atOnce} calls at a time, ${at}`,
      base: { name: 'the same calls, nothing stored or proved', rounds: rates.pool },
      ours: { name: 'engine, whole run', rounds: rates.whole },
      goal: serverMs <= 20 ? '>= 1.1' : 'none above 20 ms',
    });
    report({
      bench: 'invite',
      unit: 'ms',
      title: `5c cost of journal, trail and proofs, ${at}`,
      base: { name: 'our client with its throttle, nothing stored or proved', rounds: times.unstored },
      ours: { name: 'engine, whole run', rounds: times.ours },
      goal: serverMs >= 20 ? '<= 1.1' : 'none below 20 ms',
    });
  }

  for (const serverMs of [5, 20]) {
    const rates = { naive: [] as number[], ours: [] as number[] };
    let writes = 0;
    for (let round = 0; round < rounds; round += 1) {
      const wishes = emailsOf(teamPeople).map((email, index) => ({
        email,
        role: 'read-only-member',
        team: teamOf(index),
      }));
      await measured(serverMs, naivePeople, async () => {
        const ms = await secondsOf(() => naiveTeams(tenant.origin, wishes.slice(0, naivePeople)));
        rates.naive.push(perSecond(naivePeople, ms));
      });
      await measured(serverMs, teamPeople, async () => {
        const rows = wishes.map(({ email, role }, index) => rowOf(email, role, index));
        const teams = Array.from({ length: 20 }, (_, index): PlannedRow => {
          const emails = wishes.flatMap(({ email, team }) => (team === teamOf(index) ? [email] : []));
          const input = { team: teamOf(index), emails, create: 'yes' };
          return {
            action: 'teams/add-members',
            input,
            subject: teamOf(index),
            name: '',
            phase: 1,
            fileRow: null,
          };
        });
        const ran = await runByEngine(tenant.origin, [...rows, ...teams]);
        rates.ours.push(perSecond(teamPeople, ran.tookMs));
        writes = (await tenant.count()).counts['PUT /teams'] ?? 0;
      });
    }
    report({
      bench: 'invite',
      unit: 'rows/s',
      title: `5d ${teamPeople} people with a role into 20 teams, at ${serverMs} ms server time`,
      base: { name: `person by person, ${naivePeople} people`, rounds: rates.naive },
      ours: { name: 'engine, whole run', rounds: rates.ours },
      goal: '>= 25',
    });
    console.log(`  writes of teams: ${writes} (goal 20, one a team)`);
  }
} finally {
  tenant.stop();
}
