import type { JobKind } from '../../src-contract/jobs.ts';

/** Kinds that are never put back: what an undo did is done again by the verb itself. */
export const neverBack: ReadonlySet<JobKind> = new Set(['undo']);

/** Kinds of which a tenant has one under way at a time: two could invite the same people (condition 66). */
export const oneAtATime: ReadonlySet<JobKind> = new Set(['bulk-invite']);
