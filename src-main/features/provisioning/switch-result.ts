import type { JobRow } from '../../../src-contract/jobs.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { SwitchResult } from '../../../src-contract/provisioning.ts';
import {
  checkIn,
  noForecast,
  plannedCheck,
  type SwitchForecast,
  switchForecastSchema,
} from './check-switch.ts';
import { modeWords } from './mode-words.ts';
import type { ProvisioningDoors } from './provisioning-doors.ts';

const states: Readonly<Record<JobRow['state'], SwitchResult['state']>> = {
  planned: 'running',
  sent: 'running',
  done: 'done',
  skipped: 'skipped',
  failed: 'failed',
  unknown: 'not-known',
};

/** Jobs that switched or checked, newest first: an undo counts when what it put back was a switch. */
function switchJobs(doors: ProvisioningDoors, tenantId: string): { id: string; number: number }[] {
  const switches = doors.jobs.list(tenantId, 'switch-mode');
  const ids = new Set(switches.map(({ id }) => id));
  const undone = doors.jobs
    .list(tenantId, 'undo')
    .filter(({ id }) => ids.has(String(doors.jobs.facts(id).undoOf)));
  return [...switches, ...undone].sort((one, other) => other.number - one.number);
}

function resultOf(doors: ProvisioningDoors, jobId: string): SwitchResult | null {
  const job = doors.jobs.read(jobId);
  const [row] = doors.jobs.rows(jobId);
  if (job === null || row === undefined) return null;
  const wish = switchForecastSchema.partial({ before: true }).safeParse(withoutNull(row.input));
  if (!wish.success) return null;
  const facts = doors.jobs.facts(jobId);
  const isCancelled = job.state === 'cancelled' && row.state === 'planned';
  return {
    jobId,
    jobNumber: job.number,
    from: wish.data.from,
    to: wish.data.to,
    by: job.kind === 'undo' ? 'undo' : facts.by === 'console' ? 'console' : 'switch',
    state: isCancelled ? 'skipped' : states[row.state],
    outcome: row.outcome,
    failure: row.failure,
    check: checkIn(row.facts),
    backup: typeof facts.backup === 'string' ? facts.backup : null,
    startedAt: job.createdAt,
  };
}

/** Rows of former versions say `before: null`. */
function withoutNull(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || !('before' in input) || input.before !== null)
    return input;
  const { before: _before, ...rest } = input;
  return rest;
}

/** How the switch of a job ended, or the latest switch of a tenant; null when there was none. */
export function readSwitchResult(
  doors: ProvisioningDoors,
  { tenantId, jobId }: { tenantId: string; jobId: string | null },
): Outcome<{ result: SwitchResult | null }> {
  const tenant = doors.tenant(tenantId);
  if (!tenant.ok) return tenant;
  const wanted = jobId ?? switchJobs(doors, tenantId)[0]?.id;
  return ok({ result: wanted === undefined ? null : resultOf(doors, wanted) });
}

/** Checks a switch again, as a job of its own. Fails with `input-invalid` where nothing was predicted, or as a start does. */
export async function checkSwitchAgain(
  doors: ProvisioningDoors,
  jobId: string,
): Promise<Outcome<{ jobId: string }>> {
  const job = doors.jobs.read(jobId);
  const [row] = doors.jobs.rows(jobId);
  const wish = switchForecastSchema.safeParse(row?.input);
  if (job === null || !wish.success) return failed(noForecast);
  return startCheck(doors, job.tenantId, { wish: wish.data, by: 'switch' });
}

/** Starts the job that only checks. */
export async function startCheck(
  doors: ProvisioningDoors,
  tenantId: string,
  { wish, by }: { wish: SwitchForecast; by: 'switch' | 'console' },
): Promise<Outcome<{ jobId: string }>> {
  const started = await doors.jobs.start({
    tenantId,
    kind: 'switch-mode',
    title: `Check the switch from ${modeWords[wish.from]} to ${modeWords[wish.to]}`,
    reason: by === 'console' ? 'Switched in the console, as the admin says' : '',
    rows: [plannedCheck(wish)],
    facts: { from: wish.from, to: wish.to, by, backup: null },
  });
  return started.ok ? ok({ jobId: started.value.id }) : started;
}
