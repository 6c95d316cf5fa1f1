import type { InputOf, OutputOf } from '../../../src-contract/channels.ts';
import type { Job } from '../../../src-contract/jobs.ts';
import { type SandboxApi, sandboxApi } from '../../e2e/harness/sandbox-api.ts';
import type { RunningSandbox } from '../harness/start-sandbox.ts';
import type { OpenedMain } from '../main/open-main.ts';

interface WireTeam {
  id: string;
  metadata?: { createdByScim?: boolean } | null;
  manifest: { name: string; members: string[]; managers: string[] };
}
interface WireBinding {
  manifest: {
    name: string;
    subjects: { type: string; name: string }[];
    permissions: { resourceType: string; resourceFqn: string; role: string }[];
  };
}

/** A person of the tenant who blocks on teams and on a role that a colleague holds in the same binding. */
export interface Blocked {
  id: string;
  email: string;
  colleague: string;
}

/** The witness's hands in the tenant, past the app. */
export interface TenantHands extends SandboxApi {
  teams(): Promise<WireTeam[]>;
  team(name: string): Promise<WireTeam['manifest']>;
  bindings(): Promise<WireBinding['manifest'][]>;
  putTeam(manifest: { name: string; members: string[]; managers: string[] }): Promise<void>;
  putBinding(manifest: WireBinding['manifest']): Promise<void>;
  /** Where a person stands in teams other than everyone, and in bindings, by name and sorted. */
  standing(email: string): Promise<{ teams: string[]; bindings: string[] }>;
}

export function tenantHands(sandbox: Pick<RunningSandbox, 'tenantUrl' | 'token'>): TenantHands {
  const api = sandboxApi(sandbox);
  const put = async (path: string, manifest: object): Promise<void> => {
    const answer = await api.api(path, { method: 'PUT', body: JSON.stringify({ manifest }) });
    if (answer.status !== 200)
      throw new Error(`PUT ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  };
  const listAll = async <Row>(path: string): Promise<Row[]> => {
    const { body } = await api.api(`${path}?limit=1000`);
    return (body as { data: Row[] }).data;
  };
  const teams = (): Promise<WireTeam[]> => listAll<WireTeam>('/teams/user');
  const bindings = async () => (await listAll<WireBinding>('/role-bindings')).map(({ manifest }) => manifest);
  return {
    ...api,
    teams,
    bindings,
    team: async (name) => {
      const found = (await teams()).find(({ manifest }) => manifest.name === name);
      if (found === undefined) throw new Error(`no team ${name}`);
      return found.manifest;
    },
    putTeam: (manifest) => put('/teams', { type: 'team', ...manifest }),
    putBinding: (manifest) => put('/role-bindings', { ...manifest, type: 'role-binding' }),
    standing: async (email) => ({
      teams: (await teams())
        .filter(({ manifest: { name, members } }) => name !== 'everyone' && members.includes(email))
        .map(({ manifest }) => manifest.name)
        .sort(),
      bindings: (await bindings())
        .filter(({ subjects }) => subjects.some(({ type, name }) => type === 'user' && name === email))
        .map(({ name }) => name)
        .sort(),
    }),
  };
}

/** Free active members whom no team of the directory holds, in order of email. */
export async function freePeople(hands: TenantHands): Promise<{ id: string; email: string }[]> {
  const all = await hands.allUsers();
  const held = new Set(
    (await hands.teams())
      .filter(({ metadata }) => metadata?.createdByScim === true)
      .flatMap(({ manifest }) => manifest.members),
  );
  return all
    .filter(({ email }) => !held.has(email))
    .filter(
      ({ active, isEditable, roles, metadata }) =>
        active &&
        isEditable !== false &&
        !roles.includes('tenant-admin') &&
        metadata.inviteAccepted !== false,
    )
    .map(({ id, email }) => ({ id, email }))
    .sort((one, other) => (one.email < other.email ? -1 : 1));
}

/** Makes a person block: the last manager of one team, a member of another, and a role shared with a colleague. */
export async function makeBlocked(hands: TenantHands): Promise<Blocked> {
  const [person, colleague] = await freePeople(hands);
  if (person === undefined || colleague === undefined) throw new Error('the tenant has nobody to delete');
  const [known] = await hands.bindings();
  if (known === undefined) throw new Error('the tenant has no role binding');
  const members = [person.email, colleague.email];
  await hands.putTeam({ name: 'night-shift', members, managers: [person.email] });
  await hands.putTeam({ name: 'day-shift', members, managers: [colleague.email] });
  await hands.putBinding({
    name: 'shared-access',
    subjects: members.map((name) => ({ type: 'user', name })),
    permissions: known.permissions.slice(0, 1),
  });
  return { ...person, colleague: colleague.email };
}

type Plan = OutputOf<'offboarding/plan'>;

/** The colleague is made the manager wherever one is missing. */
export function managersOf(plan: Plan): InputOf<'offboarding/run'>['newManagers'] {
  return plan.teams
    .filter(({ leaves }) => leaves !== 'enough')
    .map(({ team, candidates }) => ({ team, email: candidates[0]?.email ?? '' }));
}

/** Confirms a plan as the page would and waits for the end of its job. */
export async function runPlan(
  main: OpenedMain,
  plan: Plan,
  choice: Partial<InputOf<'offboarding/run'>> = {},
): Promise<Job> {
  const { jobId } = await main.value('offboarding/run', {
    planId: plan.planId,
    reason: 'left the company',
    typed: plan.asks.typeText ?? plan.asks.typeTenantName ?? '',
    acknowledged: true,
    unticked: [],
    newManagers: managersOf(plan),
    onFailure: 'stop',
    ...choice,
  });
  return main.value('jobs/await-end', { jobId });
}

/** The rows of a job as action, subject and state. */
export async function rowsOf(main: OpenedMain, jobId: string) {
  const { rows } = await main.value('jobs/rows', {
    jobId,
    states: [],
    order: 'position',
    offset: 0,
    limit: 1000,
  });
  return rows;
}
