import { z } from 'zod';
import type { InputOf, OutputOf } from '../../../src-contract/channels.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import { type EditTeamWish, plannedTeamEdit } from '../teams/edit-team.ts';
import { stepsOf } from './offboarding-rows.ts';
import type { OffboardingDoors } from './plan-offboarding.ts';
import { plannedRole, roleOnResourceSchema } from './remove-role.ts';

const standing = z.enum(['none', 'member', 'manager']);
/** The file: what puts teams and roles back, told apart from any other JSON by its first line. No secrets. */
const savedSchema = z.strictObject({
  tenantryFile: z.literal('offboarding-plan'),
  version: z.literal(1),
  savedAt: z.string(),
  tenant: z.strictObject({ controlPlane: z.string(), tenantName: z.string() }),
  people: z.array(z.strictObject({ email: z.string(), name: z.string() })),
  teams: z.array(
    z.strictObject({
      team: z.string(),
      teamId: z.string().nullable(),
      people: z.array(z.strictObject({ email: z.string(), from: standing, to: standing })),
    }),
  ),
  roles: z.array(roleOnResourceSchema),
});

const mostBytes = 8 * 1024 * 1024;

/** Writes a plan's teams and roles as a file. Out: its name, null when the admin closed the dialog. The plan stays open. */
export async function savePlan(
  doors: OffboardingDoors,
  { planId, newManagers }: InputOf<'offboarding/save-plan'>,
): Promise<Outcome<OutputOf<'offboarding/save-plan'>>> {
  const plan = doors.plans.read(planId);
  if (!plan.ok) return plan;
  const tenant = doors.tenant(plan.value.tenantId);
  if (!tenant.ok) return tenant;
  const steps = stepsOf(plan.value, { unticked: [], newManagers });
  if (!steps.ok) return steps;
  const { controlPlane, tenantName } = tenant.value;
  const people = plan.value.people.map(({ email, name }) => ({ email, name }));
  const file: z.infer<typeof savedSchema> = {
    tenantryFile: 'offboarding-plan',
    version: 1,
    savedAt: doors.now().toISOString(),
    tenant: { controlPlane, tenantName },
    people,
    teams: steps.value.teams.map(({ team, teamId, people: wishes }) => ({ team, teamId, people: wishes })),
    roles: steps.value.roles.map(({ binding, permissions, emails }) => ({ binding, permissions, emails })),
  };
  const who = people.length === 1 ? (people[0]?.email ?? 'person') : `${people.length}-people`;
  const saved = await doors.shell.saveFile({
    title: 'Save the deletion plan',
    suggestedName: `deletion-plan-${who.replaceAll(/[^\w.@-]/g, '_').slice(0, 80)}.json`,
    text: `${JSON.stringify(file, null, 2)}\n`,
  });
  return saved.ok ? ok({ fileName: saved.value?.fileName ?? null }) : saved;
}

/**
 * Puts the teams and roles of a saved plan back, as a job whose rows each check the tenant first. Fails with
 * `not-a-saved-plan` for any other file and for the plan of another tenant.
 */
export async function putBackFile(
  doors: OffboardingDoors,
  { tenantId }: InputOf<'offboarding/put-back-file'>,
): Promise<Outcome<OutputOf<'offboarding/put-back-file'>>> {
  const tenant = doors.tenant(tenantId);
  if (!tenant.ok) return tenant;
  const chosen = await doors.shell.chooseFile({
    title: 'Put back from a saved plan',
    extensions: ['json'],
    maxBytes: mostBytes,
  });
  if (!chosen.ok) return chosen;
  if (chosen.value === null) return ok({ jobId: null });
  const { fileName: file, bytes } = chosen.value;
  const refused = (why: string) => failed(describeFailure('not-a-saved-plan', { file, why }));
  const saved = savedSchema.safeParse(parseJson(bytes));
  if (!saved.success) return refused('it is not a deletion plan saved by Tenantry');
  const { controlPlane, tenantName } = saved.data.tenant;
  if (controlPlane !== tenant.value.controlPlane || tenantName !== tenant.value.tenantName) {
    return refused(`it was saved for ${tenantName} at ${controlPlane}`);
  }
  const teams = saved.data.teams.map(({ team, teamId, people }) => {
    const back = people.map(({ email, from, to }) => ({ email, from: to, to: from }));
    const wish: EditTeamWish = {
      team,
      teamId,
      people: back,
      create: 'no',
      mayEmpty: 'no',
      description: null,
    };
    return { ...plannedTeamEdit(wish, 0), action: 'offboarding/rejoin-team' };
  });
  const roles = saved.data.roles.map((wish) => plannedRole('offboarding/give-role', wish, 1));
  const who =
    saved.data.people.length === 1 ? saved.data.people[0]?.name : `${saved.data.people.length} people`;
  const started = await doors.jobs.start({
    tenantId,
    kind: 'undo',
    title: `Put back teams and roles of ${who}`,
    reason: `From the saved plan ${file}`,
    facts: {},
    rows: [...teams, ...roles],
  });
  return started.ok ? ok({ jobId: started.value.id }) : started;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // Whatever is no JSON is no saved plan; the schema says so.
    return null;
  }
}
