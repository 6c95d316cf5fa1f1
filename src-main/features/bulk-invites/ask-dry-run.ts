import type { OutputOf } from '../../../src-contract/channels.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { ApiOutcome } from '../../tenant-api/api-outcome.ts';
import type { TenantClient } from '../../tenant-api/tenant-client.ts';
import type { FeatureRooms } from '../feature-rooms.ts';
import { saveUsers } from '../users/users-rows.ts';
import { readBulkDraft, reviewBulkDraft } from './bulk-invites-rows.ts';
import { nextDryRun, tellDryRun } from './bulk-review-rows.ts';
import { completeReview } from './check-draft.ts';
import type { DryRunTold, DryRunWish } from './dry-run-rows.ts';
import { type DryRunKnown, findDryRun } from './find-dry-run.ts';

/** Rows a call, so that progress shows and a stop is felt; requests at once, as jobs have them. */
const rowsAtOnce = 24;
const requestsAtOnce = 4;

type Asked = OutputOf<'bulk-invites/dry-run'>;

/**
 * Opens the dry run of bulk invites (condition 59); keeps in mind which tenants keep to it. `askOn` asks about the next few rows
 * that are ready and answers how it stands: the page calls it until it is done, and stops by not calling it again. Nothing is
 * registered by it. Fails with `draft-gone`, and as the calls do.
 */
export function openDryRuns(rooms: FeatureRooms): {
  askOn(input: { draftId: string }): Promise<Outcome<Asked>>;
} {
  const known = new Map<string, DryRunKnown>();
  return {
    askOn: async ({ draftId }) => {
      const draft = await rooms.cache.read(readBulkDraft, { draftId });
      if (!draft.ok) return draft;
      const { tenantId } = draft.value;
      const client = rooms.client(tenantId);
      if (!client.ok) return client;
      const before = known.get(tenantId);
      const found: Outcome<DryRunKnown> =
        before === undefined ? await findDryRun(rooms, client.value, tenantId) : ok(before);
      if (!found.ok) return found;
      known.set(tenantId, found.value);
      let is: Asked['is'] = found.value === 'kept' ? 'more' : found.value;
      if (found.value === 'kept') {
        const wishes = await rooms.cache.read(nextDryRun, { draftId, limit: rowsAtOnce });
        if (!wishes.ok) return wishes;
        const told = await askAll(rooms, client.value, tenantId, wishes.value);
        const taken = await rooms.cache.read(tellDryRun, { draftId, told: told.rows });
        if (!taken.ok) return taken;
        if (told.failure !== null) return failed(told.failure);
        if (wishes.value.length < rowsAtOnce) is = 'done';
      }
      const counted = await rooms.cache.read(reviewBulkDraft, { draftId });
      if (!counted.ok) return counted;
      const review = completeReview(rooms, tenantId, counted.value);
      return review.ok ? ok({ is, review: review.value }) : review;
    },
  };
}

/** Asks about some rows, a few at once. What was told before a failure counts. */
async function askAll(
  rooms: FeatureRooms,
  client: TenantClient,
  tenantId: string,
  wishes: readonly DryRunWish[],
): Promise<{ rows: DryRunTold[]; failure: (ApiOutcome<never> & { ok: false })['failure'] | null }> {
  const rows: DryRunTold[] = [];
  const queue = [...wishes];
  let failure: (ApiOutcome<never> & { ok: false })['failure'] | null = null;
  const work = async (): Promise<void> => {
    for (let wish = queue.shift(); wish !== undefined && failure === null; wish = queue.shift()) {
      const answer = await client.dryRunRegister(wish.email);
      if (!answer.ok) {
        failure ??= answer.failure;
        return;
      }
      const { value } = answer;
      // The copy did not know them: they are taken into it, and the row is held against them (condition 62).
      if (value.is === 'exists') {
        const found = await client.findUser(wish.email);
        if (found.ok && found.value !== null)
          await rooms.cache.write(saveUsers, { tenantId, users: [found.value] });
      }
      rows.push({ ...wish, refusal: value.is === 'refused' ? value.why : null });
    }
  };
  await Promise.all(Array.from({ length: requestsAtOnce }, work));
  return { rows, failure };
}
