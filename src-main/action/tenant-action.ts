import type { z } from 'zod';
import type { Failure } from '../../src-contract/failure-catalogue.ts';
import type { Cache } from '../cache/cache-handles.ts';
import type { ApiFailure } from '../tenant-api/api-outcome.ts';
import type { TenantClient } from '../tenant-api/tenant-client.ts';

/** What a row may use while it runs. */
export interface ActionContext {
  tenantId: string;
  api: TenantClient;
  cache: Cache;
  /** `old`: the plan was made so long ago that every row is looked at again before it is first sent (condition 63). */
  plan: 'fresh' | 'old';
  /** Whether the row about this subject in the same job ended as done: a team takes only people who were invited. */
  wasDone(subject: string): boolean;
  /** Whether a row about this subject in the same job ended otherwise than done. */
  failedBefore(subject: string): boolean;
}

/** What asking the tenant told about a row. */
export type Looked =
  | { is: 'needed' }
  | { is: 'done'; outcome: string; requestId: string | null; facts?: Record<string, unknown> }
  | { is: 'refused'; failure: Failure }
  | { is: 'not-told'; failure: ApiFailure };

/** What a fresh look before sending told: go, why this row is left out, or why nobody can say what it is about now. */
export type Checked =
  | { is: 'go' }
  | { is: 'skip'; failure: Failure }
  | { is: 'unknown'; failure: Failure }
  | { is: 'not-told'; failure: ApiFailure };

/**
 * What sending a row came to; facts are what an undo needs. `accepted`: the tenant answered well, and the engine now
 * asks (`look`) until the tenant shows it, without ever sending again. `done`: accepted, and proved by the call itself.
 */
export type Called =
  | { is: 'accepted'; requestId: string | null; facts?: Record<string, unknown> }
  | { is: 'done'; outcome: string; requestId: string | null; facts?: Record<string, unknown> }
  | { is: 'skipped'; failure: Failure; requestId: string | null }
  | { is: 'unknown'; failure: Failure; requestId: string | null }
  | { is: 'failed'; failure: ApiFailure; facts?: Record<string, unknown> };

/**
 * How far a verb can be put back: wholly, in part (and what is lost), or not at all (and why). `knownAfter`: what goes back is
 * known only from what the tenant answered.
 */
export type Reversal =
  | { is: 'yes'; knownAfter?: true }
  | { is: 'with-loss'; lost: string; knownAfter?: true }
  | { is: 'never'; why: string };

/** What reading a list told about many rows: those that it showed as wished, by their index, and nothing about the others. */
export interface LookedAtMany {
  seen: ReadonlyMap<number, { outcome: string; facts: Record<string, unknown> }>;
  /** Requests that the whole list takes; null when that is not known. */
  pages: number | null;
  /** The tenant could not be asked for all of it. */
  isCutShort: boolean;
}

/**
 * One kind of change, declared once; `run-action` runs it, so that no author can forget the ledger. `look` asks the
 * tenant whether the wish is fulfilled; it settles a row whose answer was lost and never changes anything. `call`
 * sends the change, and proves it by reading back; `again` means that an earlier try may have had its effect, and `facts` are
 * what those left behind. Both write what the tenant answered into the copy by themselves.
 */
export interface TenantAction<Input = unknown> {
  readonly name: string;
  readonly input: z.ZodType<Input>;
  look(context: ActionContext, input: Input, facts?: Readonly<Record<string, unknown>>): Promise<Looked>;
  /**
   * Looks at many accepted rows with fewer requests than one look a row. Reads `mostPages` pages at most: when the list has
   * more, it says how many and stops after the first. Silence about a row tells nothing.
   */
  lookAtMany?(
    context: ActionContext,
    rows: readonly { input: Input; facts: Readonly<Record<string, unknown>> }[],
    mostPages: number,
  ): Promise<LookedAtMany>;
  /**
   * Asks the tenant right before each send whether the change is still what the admin agreed to: the state that the plan
   * saw (kept in the input), the guards (oneself, last admin, managed elsewhere). Never changes anything.
   */
  check?(context: ActionContext, input: Input): Promise<Checked>;
  readonly reversal: Reversal;
  /** What of this very row does not come back; `lost` of its reversal where left out. */
  lostBy?(input: Input): readonly string[];
  call(
    context: ActionContext,
    input: Input,
    turn: 'first' | 'again',
    facts?: Readonly<Record<string, unknown>>,
  ): Promise<Called>;
  /** The row that puts this one back, bound by its own `check` to what this one left behind; null when it cannot be put back. */
  undo(input: Input, facts: Record<string, unknown>): PlannedRow | null;
  /** A word for the audit trail: "Deactivated". */
  readonly done: string;
}

/** A row as a plan hands it to `start-job`. Rows of a later phase wait for all earlier phases. */
export interface PlannedRow {
  action: string;
  input: unknown;
  /** Who or what it is about: the email, or the team's name. */
  subject: string;
  name: string;
  phase: number;
  fileRow: number | null;
}
