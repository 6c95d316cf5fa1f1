import type { ScimCheck } from '../../../src-contract/scim-probe.ts';
import { type CheckId, checkWords } from './check-catalogue.ts';

/** What a check saw, before it is given its name. */
export interface Finding {
  result: ScimCheck['result'];
  sentence: string;
  /** In place of the check's usual next step. */
  next?: string;
}

/** Where checks are noted while a run goes on. */
export interface Notes {
  readonly checks: readonly ScimCheck[];
  /** Notes what a check saw; a check of the same id is replaced. */
  note(id: CheckId, finding: Finding, tookMs: number | null): void;
  /** Says what is being done now. */
  at(doing: string): void;
}

export const passed = (sentence: string): Finding => ({ result: 'passed', sentence });
export const look = (sentence: string): Finding => ({ result: 'look', sentence });
export const failedWith = (sentence: string): Finding => ({ result: 'failed', sentence });
export const skipped = (sentence: string): Finding => ({ result: 'skipped', sentence });

/** Makes the notes of one run; `changed` hears of each. */
export function makeNotes(changed: (now: string | null) => void): Notes {
  const checks: ScimCheck[] = [];
  let now: string | null = null;
  return {
    checks,
    note: (id, { result, sentence, next }, tookMs) => {
      const words = checkWords(id);
      const needsNext = result === 'failed' || result === 'look';
      const check: ScimCheck = {
        id,
        name: words.name,
        result,
        sentence,
        next: needsNext ? (next ?? words.next) : null,
        tookMs,
      };
      const at = checks.findIndex((known) => known.id === id);
      if (at === -1) checks.push(check);
      else checks[at] = check;
      changed(now);
    },
    at: (doing) => {
      now = doing;
      changed(now);
    },
  };
}
