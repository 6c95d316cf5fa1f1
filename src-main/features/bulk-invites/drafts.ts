import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { Draft } from './draft.ts';

/** The files that are open, in the memory of the cache thread: they are gone when the app quits. */
const drafts = new Map<string, Draft>();

/** Finds an open file; fails with `draft-gone`. */
export function findDraft(draftId: string): Outcome<Draft> {
  const draft = drafts.get(draftId);
  return draft === undefined ? failed(describeFailure('draft-gone')) : ok(draft);
}

/** Keeps a file open under its id. */
export function keepDraft(draft: Draft): void {
  drafts.set(draft.draftId, draft);
}

/** Forgets a file. */
export function dropDraft(draftId: string): void {
  drafts.delete(draftId);
}

/** Forgets the other files of a tenant: a new file replaces the one before it. */
export function dropOtherDrafts(kept: Draft): void {
  for (const draft of drafts.values()) {
    if (draft.tenantId === kept.tenantId && draft.draftId !== kept.draftId) drafts.delete(draft.draftId);
  }
}
