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

/** Finds an open file whose rows may be changed and decided about. Fails with `draft-gone`, and with `job-state` while its run is being stored. */
export function findStillOpen(draftId: string): Outcome<Draft> {
  const found = findDraft(draftId);
  return found.ok && found.value.isStarting
    ? failed(describeFailure('job-state', { why: 'it is being started' }))
    : found;
}

/**
 * Finds an open file that may be read or mapped anew. Fails as `findStillOpen`, and with `tenant-started` once a plan of it runs or
 * is being started: the rest of it would no longer be what was divided then.
 */
export function findOpenFile(draftId: string): Outcome<Draft> {
  const found = findStillOpen(draftId);
  if (!found.ok || found.value.split === null) return found;
  const { plans, started } = found.value.split;
  const isUnderWay = started.size > 0 || [...plans.values()].some(({ isStarting }) => isStarting);
  return isUnderWay ? failed(describeFailure('tenant-started')) : found;
}

/** Keeps a file open under its id. */
export function keepDraft(draft: Draft): void {
  drafts.set(draft.draftId, draft);
}

/** Forgets a file, with its plans for single tenants. */
export function dropDraft(draftId: string): void {
  const draft = drafts.get(draftId);
  if (draft?.parentId === null) dropPlans(draft);
  drafts.delete(draftId);
}

/** Forgets the plans of a file that names tenants: what they were made of has changed. */
export function dropPlans(file: Draft): void {
  file.split = null;
  for (const draft of drafts.values()) if (draft.parentId === file.draftId) drafts.delete(draft.draftId);
}

/** Forgets the other files of a tenant: a new file replaces the one before it. Plans of other files for it stay. */
export function dropOtherDrafts(kept: Draft): void {
  for (const draft of drafts.values()) {
    const isOther = draft.tenantId === kept.tenantId && draft.draftId !== kept.draftId;
    if (isOther && draft.parentId === null) dropDraft(draft.draftId);
  }
}
