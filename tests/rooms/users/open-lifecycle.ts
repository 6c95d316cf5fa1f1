import type { Job, JobRow } from '../../../src-contract/jobs.ts';
import type { PersonPlan, PersonVerb } from '../../../src-contract/users.ts';
import { type SandboxUser, sandboxApi } from '../../e2e/harness/sandbox-api.ts';
import { type FaultControl, faultControl } from '../harness/order-fault.ts';
import { type RunningSandbox, serveSandbox } from '../harness/start-sandbox.ts';
import { type OpenedMain, openMain } from '../main/open-main.ts';

/** One tenant, the whole main process connected to it, and a colleague who works past the app. */
export interface Lifecycle {
  sandbox: RunningSandbox;
  main: OpenedMain;
  tenantId: string;
  control: FaultControl;
  /** Registers somebody new, who belongs to no team. */
  register(email: string): Promise<SandboxUser>;
  colleague: Record<ColleagueAct, (user: SandboxUser) => Promise<void>>;
  find(email: string): Promise<SandboxUser | undefined>;
  plan(verb: PersonVerb, userIds: readonly string[], role?: string): Promise<PersonPlan>;
  /** Types and ticks what the plan asks, runs it, and waits for its end. */
  run(plan: PersonPlan): Promise<{ job: Job; rows: JobRow[] }>;
  undo(jobId: string): Promise<{ job: Job; rows: JobRow[] }>;
  close(): Promise<void>;
}

export type ColleagueAct =
  | 'deactivates'
  | 'reactivates'
  | 'sets read-only'
  | 'makes admin'
  | 'deletes'
  | 'does and undoes';

/** Opens it. In: the built cache thread, and how the sandbox is started. */
export async function openLifecycle(thread: URL, args: readonly string[]): Promise<Lifecycle> {
  const sandbox = await serveSandbox(args);
  const main = await openMain(thread);
  const tenantId = await main.connect(sandbox);
  const { api, findUser } = sandboxApi(sandbox);
  const send = async (method: string, path: string, body?: unknown): Promise<void> => {
    const answer = await api(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status}`);
  };
  const standing = (what: 'deactivate' | 'activate') => (user: SandboxUser) =>
    send('PATCH', `/users/${what}`, { email: user.email });
  const role = (name: string) => (user: SandboxUser) =>
    send('PATCH', '/users/roles', { email: user.email, roles: [name] });
  const ended = async (jobId: string): Promise<{ job: Job; rows: JobRow[] }> => {
    const job = await main.value('jobs/await-end', { jobId });
    const { rows } = await main.value('jobs/rows', {
      jobId,
      states: [],
      order: 'position',
      offset: 0,
      limit: 500,
    });
    return { job, rows };
  };
  const planners = {
    deactivate: 'users/plan-deactivate',
    activate: 'users/plan-activate',
    'password-reset': 'users/plan-password-reset',
    'withdraw-invite': 'users/plan-withdraw',
    'invite-again': 'users/plan-invite-again',
  } as const;
  const runners = {
    deactivate: 'users/deactivate',
    activate: 'users/activate',
    'change-role': 'users/change-role',
    'password-reset': 'users/reset-password',
    'withdraw-invite': 'users/withdraw-invite',
    'invite-again': 'users/invite-again',
  } as const;

  return {
    sandbox,
    main,
    tenantId,
    control: faultControl(sandbox.controlUrl),
    find: findUser,
    register: async (email) => {
      await send('POST', '/users/register', { email });
      const user = await findUser(email);
      if (user === undefined) throw new Error(`${email} was not registered`);
      return user;
    },
    colleague: {
      deactivates: standing('deactivate'),
      reactivates: standing('activate'),
      'sets read-only': role('read-only-member'),
      'makes admin': role('tenant-admin'),
      deletes: (user) => send('DELETE', `/users/${user.id}`),
      'does and undoes': async (user) => {
        await standing(user.active ? 'deactivate' : 'activate')(user);
        await standing(user.active ? 'activate' : 'deactivate')(user);
      },
    },
    plan: (verb, userIds, wanted = 'read-only-member') =>
      verb === 'change-role'
        ? main.value('users/plan-role', { tenantId, userIds: [...userIds], role: wanted })
        : main.value(planners[verb], { tenantId, userIds: [...userIds] }),
    run: async ({ planId, verb, asks }) => {
      const { typeText, typeTenantName, typeNumber } = asks;
      const { jobId } = await main.value(runners[verb], {
        planId,
        reason: 'tested',
        typed: typeText ?? typeTenantName ?? String(typeNumber ?? ''),
        acknowledged: asks.acknowledge !== null,
      });
      return ended(jobId);
    },
    undo: async (jobId) => ended((await main.value('jobs/undo', { jobId, planId: null })).id),
    close: async () => {
      await main.close();
      main.remove();
      await sandbox.stop();
    },
  };
}
