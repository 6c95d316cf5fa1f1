import { z } from 'zod';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import type { ActionContext, Looked } from '../../action/tenant-action.ts';
import type { ApiFailure } from '../../tenant-api/api-outcome.ts';
import type { UserWire } from '../../tenant-api/wire/users.ts';
import { type PersonSeen, personSeenSchema } from './person-seen.ts';
import { type LivePerson, readPerson } from './read-person.ts';
import { saveUsers } from './users-rows.ts';

export interface UserWish {
  userId: string;
  email: string;
  /** What the plan saw; null for rows without a plan of their own, such as those of a bulk invite. */
  seen: PersonSeen | null;
}

/** What a stored row of a verb about one person holds. Rows of former versions have no `seen`. */
export const userWishSchema = z.strictObject({
  userId: z.string(),
  email: z.string(),
  seen: personSeenSchema.nullable().default(null),
});

/** Asks the tenant whether a person is as wished; what it answers goes into the copy. */
export async function lookWhether(
  context: ActionContext,
  wish: { userId: string; email: string },
  is: { fulfilled(person: LivePerson): boolean; outcome(person: LivePerson): string },
): Promise<Looked> {
  const read = await readPerson(context, wish);
  if (!read.ok) return { is: 'not-told', failure: read };
  if (read.value === null)
    return { is: 'refused', failure: describeFailure('person-gone', { person: wish.email }) };
  return is.fulfilled(read.value)
    ? { is: 'done', outcome: is.outcome(read.value), requestId: read.requestId }
    : { is: 'needed' };
}

/** Writes what the tenant answered about a person into the copy: remember only what the tenant confirmed. */
export async function keepUser(context: ActionContext, user: UserWire): Promise<void> {
  await context.cache.write(saveUsers, { tenantId: context.tenantId, users: [user] });
}

/** An answer that came but does not prove the change: the row is settled by asking again. */
export function notProved(person: string, requestId: string | null): ApiFailure {
  return {
    ok: false,
    failure: describeFailure('answer-lost', {
      person,
      why: 'the tenant does not show it yet',
      ...(requestId === null ? {} : { requestId }),
    }),
    status: null,
    requestId,
    effect: 'possible',
    retryAfterMs: null,
  };
}

/** Gives a failure the person's name, and the code of a rule that the server words in its own way. */
export function aboutPerson(failure: ApiFailure, email: string): ApiFailure {
  const facts = {
    person: email,
    ...(failure.status === null ? {} : { status: String(failure.status) }),
    ...(failure.requestId === null ? {} : { requestId: failure.requestId }),
  };
  if (failure.status === 404) return { ...failure, failure: describeFailure('person-gone', facts) };
  if (failure.status === 409 && /last .*admin/i.test(failure.failure.sentence)) {
    return { ...failure, failure: describeFailure('last-admin', facts) };
  }
  return failure;
}
