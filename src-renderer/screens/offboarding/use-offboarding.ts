import { useEffect, useState } from 'react';
import type { Job, JobRow } from '../../../src-contract/jobs.ts';
import type { OffboardPlan } from '../../../src-contract/offboarding.ts';
import type { Failure } from '../../../src-contract/outcome.ts';
import { call } from '../../bridge/call.ts';
import { useChange } from '../../bridge/use-change.ts';
import { useRead } from '../../bridge/use-read.ts';
import { isTyped } from '../../kit/ConfirmByTyping.tsx';
import { tellFailure } from '../../kit/toast.tsx';
import { useNow } from '../../kit/use-now.ts';
import { type Ticked, tickedOf } from './offboarding-words.ts';

/** Everything that the page of one deletion shows and does. */
export interface Offboarding {
  readonly plan: OffboardPlan | undefined;
  readonly ticked: Ticked | null;
  readonly failure: Failure | null;
  readonly readAgain: () => void;
  readonly unticked: ReadonlySet<string>;
  readonly toggle: (key: string) => void;
  readonly managers: ReadonlyMap<string, string>;
  readonly choose: (team: string, email: string) => void;
  readonly typed: string;
  readonly type: (text: string) => void;
  readonly isAcknowledged: boolean;
  readonly acknowledge: (isTicked: boolean) => void;
  readonly onFailure: 'stop' | 'go-on';
  readonly setOnFailure: (choice: 'stop' | 'go-on') => void;
  /** What is still missing before it can start; null when it can. */
  readonly missing: string | null;
  readonly isExpired: boolean;
  readonly start: () => Promise<void>;
  readonly startFailure: Failure | null;
  readonly isStarting: boolean;
  /** The job that runs or ran; null before. */
  readonly job: Job | null;
  readonly rows: readonly JobRow[];
  /** Why the plan came back, such as a role that a colleague granted meanwhile; null when it did not. */
  readonly cameBack: Failure | null;
}

const everyState: JobRow['state'][] = ['planned', 'sent', 'done', 'failed', 'skipped', 'unknown'];

/** Reads the plan of a deletion, keeps what the admin chose, runs it, and reads it again when it grew. */
export function useOffboarding(tenantId: string, userIds: readonly string[]): Offboarding {
  const read = useRead('offboarding/plan', { tenantId, userIds: [...userIds] }, { memory: 'fresh' });
  const plan = read.value;
  const [unticked, setUnticked] = useState<ReadonlySet<string>>(new Set());
  const [managers, setManagers] = useState<ReadonlyMap<string, string>>(new Map());
  const [typed, setTyped] = useState('');
  const [isAcknowledged, setAcknowledged] = useState(false);
  const [onFailure, setOnFailure] = useState<'stop' | 'go-on'>('stop');
  const [jobId, setJobId] = useState<string | null>(null);
  const [cameBack, setCameBack] = useState<Failure | null>(null);
  const run = useChange('offboarding/run');
  const when = jobId === null ? 'wait' : 'now';
  const job = useRead('jobs/read', { jobId: jobId ?? 'none' }, { when }).value ?? null;
  const rowsRead = useRead(
    'jobs/rows',
    { jobId: jobId ?? 'none', states: everyState, order: 'position', offset: 0, limit: 1000 },
    { when, former: 'keep' },
  );
  const rows = jobId === null ? [] : (rowsRead.value?.rows ?? []);
  const now = useNow(1000);
  const isExpired = plan !== undefined && now >= Date.parse(plan.expiresAt);
  const ticked = plan ? tickedOf(plan, unticked) : null;
  const { askAgain } = read;

  const readAgain = (): void => {
    run.reset();
    setTyped('');
    setAcknowledged(false);
    askAgain();
  };
  const isOver = job !== null && !['queued', 'running', 'waiting'].includes(job.state);
  const leftOut = rows.find(({ state, failure }) => state === 'skipped' || failure?.code === 'still-blocked');
  const why = isOver ? (leftOut?.failure ?? null) : null;
  // The tenant is not as the plan saw it: the job is over, and the plan is read and confirmed anew.
  useEffect(() => {
    if (why === null || jobId === null) return;
    setCameBack(why);
    setJobId(null);
    setTyped('');
    setAcknowledged(false);
    void call('jobs/cancel', { jobId }).then((outcome) => {
      // A job that has ended by itself needs no cancelling.
      if (!outcome.ok && outcome.failure.code !== 'job-state') tellFailure(outcome.failure);
      askAgain();
    });
  }, [why, jobId, askAgain]);

  const start = async (): Promise<void> => {
    if (!plan) return;
    const outcome = await run.send({
      planId: plan.planId,
      reason: '',
      typed: typed.trim(),
      acknowledged: isAcknowledged,
      unticked: [...unticked],
      newManagers: [...managers].map(([team, email]) => ({ team, email })),
      onFailure,
    });
    if (!outcome.ok) return;
    setCameBack(null);
    setJobId(outcome.value.jobId);
  };
  return {
    plan,
    ticked,
    failure: read.failure,
    readAgain,
    unticked,
    toggle: (key) =>
      setUnticked(
        (keys) => new Set(keys.has(key) ? [...keys].filter((known) => known !== key) : [...keys, key]),
      ),
    managers,
    choose: (team, email) => setManagers((chosen) => new Map(chosen).set(team, email)),
    typed,
    type: setTyped,
    isAcknowledged,
    acknowledge: setAcknowledged,
    onFailure,
    setOnFailure,
    missing: plan && ticked ? missingOf(plan, ticked, { managers, typed, isAcknowledged }) : 'Being read',
    isExpired: isExpired && jobId === null,
    start,
    startFailure: run.failure,
    isStarting: run.isSending,
    job: jobId === null ? null : job,
    rows,
    cameBack,
  };
}

function missingOf(
  plan: OffboardPlan,
  ticked: Ticked,
  chosen: Pick<Offboarding, 'managers' | 'typed' | 'isAcknowledged'>,
): string | null {
  if (plan.people.length === 0) return 'Nobody can be deleted from here';
  if (ticked.all === 'no' && ticked.teams.length + ticked.roles.length === 0) return 'Nothing is ticked';
  const open = ticked.teams.find(({ leaves, team }) => leaves !== 'enough' && !chosen.managers.has(team));
  if (open) return `Choose a new manager of ${open.team}`;
  const wanted = plan.asks.typeText ?? plan.asks.typeTenantName;
  if (wanted !== null && !isTyped(wanted, chosen.typed)) return `Type ${wanted} to confirm`;
  return plan.asks.acknowledge !== null && !chosen.isAcknowledged ? 'Tick that you know what is lost' : null;
}
