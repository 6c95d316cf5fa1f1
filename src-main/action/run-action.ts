import { describeFailure, type Failure } from '../../src-contract/failure-catalogue.ts';
import type { RowState } from '../../src-contract/jobs.ts';
import type { StoredRow } from '../ledger/job-rows.ts';
import type { ApiFailure } from '../tenant-api/api-outcome.ts';
import type { ActionContext, Called, TenantAction } from './tenant-action.ts';

/** How a row stands after a turn. */
export type RowTurn =
  | { is: 'ended'; row: StoredRow }
  /** The tenant accepted the change and does not show it yet: to be looked at again later, never sent again. */
  | { is: 'not-shown'; row: StoredRow; why: Failure | null }
  /** The tenant did nothing and asks for time, or is out of reach: the row is as before, the job waits. */
  | { is: 'wait'; row: StoredRow; waitMs: number | null; why: Failure }
  /** The job must stop, such as for a token that ended. The row keeps its state. */
  | { is: 'stop'; row: StoredRow; why: Failure };

export interface RowDoors {
  context: ActionContext;
  /** Stores the row and its trail entry durably; resolves after the fsync. */
  store(row: StoredRow, phase: 'intent' | 'result' | 'back'): Promise<void>;
  /** Waits before another try; rejects when the job is asked to stop meanwhile. */
  backOff(attempt: number): Promise<void>;
  /** Whether an accepted row is left to a reading of many, later. */
  isProvedLater(action: string): boolean;
  /** This moment, ISO: when a row was sent. */
  now(): string;
  /** Whether the token still is an admin's; asked when the tenant forbids something. */
  isStillAdmin(): Promise<boolean>;
}

const maxSends = 4;

/**
 * Runs one row to its end. "sent" is durable before the request, the result after it. A row whose answer was lost, now
 * or before a crash, is settled by asking the tenant (`look`); it is sent again only when the tenant says that it is
 * still needed, and ends as `unknown` when the tenant cannot be asked.
 */
export async function runAction(action: TenantAction, start: StoredRow, doors: RowDoors): Promise<RowTurn> {
  let row = start;
  const parsed = action.input.safeParse(row.input);
  if (!parsed.success) {
    return end(
      row,
      doors,
      'failed',
      '',
      describeFailure('input-refused', { person: row.subject, why: 'the stored row is damaged' }),
    );
  }
  const input = parsed.data;
  if (row.state === 'sent' && row.facts.accepted === true) {
    return doors.isProvedLater(action.name)
      ? { is: 'not-shown', row, why: null }
      : prove(action, input, row, doors);
  }
  let mustAsk = row.state === 'sent' || row.attempts > 0;
  // A row that was tried before may have had a part of its effect, also when its answer was a refusal.
  let isRepeat = mustAsk;
  for (;;) {
    if (mustAsk) {
      const looked = await action.look(doors.context, input, row.facts);
      if (looked.is === 'done')
        return end(
          { ...row, requestId: looked.requestId ?? row.requestId, facts: { ...row.facts, ...looked.facts } },
          doors,
          'done',
          looked.outcome,
          null,
        );
      if (looked.is === 'refused') return end(row, doors, 'failed', '', looked.failure);
      if (looked.is === 'not-told') {
        const turn = await halted(row, looked.failure, doors, { state: 'sent', isRepeat });
        if (turn !== null) return turn;
        if (row.attempts >= maxSends) return end(row, doors, 'unknown', '', lost(row, looked.failure));
        row = { ...row, attempts: row.attempts + 1 };
        await doors.backOff(row.attempts);
        continue;
      }
      if (row.attempts >= maxSends) {
        return end(
          row,
          doors,
          'failed',
          '',
          describeFailure('server-error', { person: row.subject, status: `${row.attempts} tries` }),
        );
      }
    }
    // What was just looked at is not old, and what it shows may be this row's own work.
    const context: ActionContext = mustAsk ? { ...doors.context, plan: 'fresh' } : doors.context;
    const checked = (await action.check?.(context, input)) ?? { is: 'go' };
    if (checked.is === 'skip') return end(row, doors, 'skipped', '', checked.failure);
    if (checked.is === 'unknown') return end(row, doors, 'unknown', '', checked.failure);
    if (checked.is === 'not-told') {
      const state = row.state === 'sent' ? 'sent' : 'planned';
      const turn = await halted(row, checked.failure, doors, { state, isRepeat });
      if (turn !== null) return turn;
      if (row.attempts >= maxSends) return end(row, doors, 'failed', '', checked.failure.failure);
      row = { ...row, attempts: row.attempts + 1 };
      await doors.backOff(row.attempts);
      continue;
    }
    const facts = { ...row.facts, sentAt: doors.now() };
    row = { ...row, state: 'sent', attempts: row.attempts + 1, failure: null, facts };
    await doors.store(row, 'intent');
    const called: Called = await action.call(doors.context, input, isRepeat ? 'again' : 'first', row.facts);
    if (called.is === 'done') {
      return end(
        { ...row, requestId: called.requestId, facts: { ...row.facts, ...called.facts } },
        doors,
        'done',
        called.outcome,
        null,
      );
    }
    if (called.is === 'accepted') {
      row = { ...row, requestId: called.requestId, facts: { ...row.facts, ...called.facts, accepted: true } };
      await doors.store(row, 'back');
      return doors.isProvedLater(action.name)
        ? { is: 'not-shown', row, why: null }
        : prove(action, input, row, doors);
    }
    if (called.is === 'skipped' || called.is === 'unknown') {
      return end({ ...row, requestId: called.requestId }, doors, called.is, '', called.failure);
    }
    const failure = called.failure;
    row = { ...row, requestId: failure.requestId ?? row.requestId, facts: { ...row.facts, ...called.facts } };
    const state = failure.effect === 'none' ? 'planned' : 'sent';
    const turn = await halted(row, failure, doors, { state, isRepeat });
    if (turn !== null) return turn;
    if (failure.effect === 'none') return end(row, doors, 'failed', '', failure.failure);
    mustAsk = true;
    isRepeat = true;
    await doors.backOff(row.attempts);
  }
}

/**
 * Asks the tenant once whether it shows what it accepted. Nothing is sent again, whatever it says; while it does not show,
 * the row stays `sent` and the job looks again later.
 */
async function prove(
  action: TenantAction,
  input: unknown,
  row: StoredRow,
  doors: RowDoors,
): Promise<RowTurn> {
  const looked = await action.look(doors.context, input, row.facts);
  if (looked.is === 'done') return endProved(row, looked, doors);
  if (looked.is === 'not-told') {
    const turn = await halted(row, looked.failure, doors, { state: 'sent', isRepeat: true });
    if (turn !== null) return turn;
  }
  return { is: 'not-shown', row, why: looked.is === 'refused' ? looked.failure : null };
}

/** Ends a row that was accepted and that the tenant shows as wished. */
export function endProved(
  row: StoredRow,
  shown: { outcome: string; requestId?: string | null; facts?: Record<string, unknown> },
  doors: Pick<RowDoors, 'store'>,
): Promise<RowTurn> {
  const requestId = row.requestId ?? shown.requestId ?? null;
  return end(
    { ...row, requestId, facts: { ...row.facts, ...shown.facts } },
    doors,
    'done',
    shown.outcome,
    null,
  );
}

/** Ends a row that was accepted and never showed: `unknown`, and Try again looks before it would send. */
export function endUnproved(
  row: StoredRow,
  why: Failure | null,
  doors: Pick<RowDoors, 'store'>,
): Promise<RowTurn> {
  return end(row, doors, 'unknown', '', why ?? describeFailure('not-shown-yet', { person: row.subject }));
}

/** Turns a failure that is the job's, not the row's, into a wait or a stop; null when it is the row's own. */
async function halted(
  row: StoredRow,
  failure: ApiFailure,
  doors: RowDoors,
  as: { state: 'planned' | 'sent'; isRepeat: boolean },
): Promise<RowTurn | null> {
  // What halts the job does not use up the row's tries. One that may have had its effect, now or in an earlier try, is never
  // back at none, whatever the last try came to: it must be asked about before it is sent again.
  const fewest = as.isRepeat || as.state === 'sent' ? 1 : 0;
  const back = async (): Promise<StoredRow> => {
    const kept = { ...row, state: as.state, attempts: Math.max(fewest, row.attempts - 1) };
    await doors.store(kept, 'back');
    return kept;
  };
  if (failure.status === 401) return { is: 'stop', row: await back(), why: describeFailure('signed-out') };
  if (failure.status === 403 && !(await doors.isStillAdmin())) {
    return { is: 'stop', row: await back(), why: failure.failure };
  }
  const isUnanswered = failure.status === null && failure.effect === 'none';
  // The sign-in page of a guest network answers a read with a page: the tenant itself was never reached (G3).
  const isCaptive = failure.failure.code === 'not-json' && failure.effect === 'none';
  const isOutOfReach = isUnanswered || isCaptive;
  if (failure.status === 429 || isOutOfReach || (failure.status === 503 && failure.retryAfterMs !== null)) {
    return { is: 'wait', row: await back(), waitMs: failure.retryAfterMs, why: failure.failure };
  }
  return null;
}

function lost(row: StoredRow, failure: ApiFailure): Failure {
  return describeFailure('answer-lost', {
    person: row.subject,
    ...(failure.status === null ? {} : { status: String(failure.status) }),
    ...(failure.requestId === null ? {} : { requestId: failure.requestId }),
    why: failure.failure.code,
  });
}

async function end(
  row: StoredRow,
  doors: Pick<RowDoors, 'store'>,
  state: Extract<RowState, 'done' | 'failed' | 'skipped' | 'unknown'>,
  outcome: string,
  failure: Failure | null,
): Promise<RowTurn> {
  const ended = { ...row, state, outcome: failure === null ? outcome : failure.sentence, failure };
  await doors.store(ended, 'result');
  return { is: 'ended', row: ended };
}
