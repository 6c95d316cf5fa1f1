import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { UserDetail } from '../../../src-contract/users.ts';
import { readTrailOf, type TrailLine } from '../../ledger/read-trail.ts';
import type { FeatureRooms } from '../feature-rooms.ts';
import { readUserDetail } from './users-rows.ts';

/**
 * Everything known here of one person: what the copy holds, and a history of what syncs saw change and what was done
 * from here, newest first. Fails with `person-gone`.
 */
export async function readUser(
  { cache, ledger }: Pick<FeatureRooms, 'cache' | 'ledger'>,
  input: { tenantId: string; userId: string },
): Promise<Outcome<UserDetail>> {
  const detail = await cache.read(readUserDetail, input);
  if (detail === null) return failed(describeFailure('person-gone'));
  const trail = ledger.read((readable) => readTrailOf(readable, input.tenantId, detail.user.email));
  const history = [...detail.history, ...trail.map(entryOf)].sort((a, b) => b.at.localeCompare(a.at));
  return ok({ ...detail, history: history.slice(0, 100) });
}

function entryOf({ number, at, actor, action, outcome, detail }: TrailLine): UserDetail['history'][number] {
  const [state = '', ...words] = outcome.split(': ');
  // What was only staged must not read like a change: "Staged: Deactivate, on Active, Member".
  const isStaging = action.startsWith('Staged');
  const result = words.join(': ');
  const done = isStaging ? `${action}: ${result}` : result || action;
  const what = state === 'done' ? done : `${action}, ${outcome}`;
  return { at, by: actor, what: detail === '' ? what : `${what} (${detail})`, entry: number };
}
