import type { Job, JobKind, JobRow } from '../../src-contract/jobs.ts';
import type { Outcome } from '../../src-contract/outcome.ts';
import type { WritableLedger } from '../ledger/ledger-handles.ts';
import type { PlannedRow } from './tenant-action.ts';

export interface JobPlan {
  tenantId: string;
  kind: JobKind;
  title: string;
  /** The admin's reason for the trail; empty when none was given. */
  reason: string;
  rows: readonly PlannedRow[];
  /** `stop`: the first row that does not end as done holds the job with its reason. Usually the others go on. */
  onFailure?: 'go-on' | 'stop';
  /** Stored in the very commit that makes the whole plan durable, such as that staged changes are applied by it. */
  also?: (ledger: WritableLedger, jobId: string) => void;
  /** Facts that the feature wants back with the job, such as the file's name and hash. No secrets. */
  facts: Record<string, unknown>;
}

/** A row with what only its feature understands. */
export interface EndedRow extends JobRow {
  input: unknown;
  facts: Record<string, unknown>;
}

/** What features may ask of the engine. */
export interface Jobs {
  /** Stores the whole plan, then starts it. Resolves after the plan is durable. */
  start(plan: JobPlan): Promise<Outcome<Job>>;
  read(jobId: string): Job | null;
  facts(jobId: string): Record<string, unknown>;
  /** All rows in order of position, with their inputs and what is known of them. */
  rows(jobId: string): EndedRow[];
  /** Jobs of a kind in a tenant, newest first. */
  list(tenantId: string, kind: JobKind): Job[];
}
