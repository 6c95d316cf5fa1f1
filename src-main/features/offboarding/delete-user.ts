import { z } from 'zod';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import type { ActionContext, Called, Checked, Looked, TenantAction } from '../../action/tenant-action.ts';
import { countAsAdmin } from '../users/admin-guard.ts';
import { checkPerson } from '../users/check-person.ts';
import { readPerson } from '../users/read-person.ts';
import { aboutPerson, notProved, type UserWish, userWishSchema } from '../users/user-state.ts';
import { forgetUsers } from '../users/users-rows.ts';
import { namesText, whatIsLeft } from './what-is-left.ts';

export interface DeleteUserWish extends UserWish {
  /** Subjects of the rows that have to be done first: teams, role bindings, the tokens. */
  after: string[];
}

const inputSchema = userWishSchema.extend({ after: z.array(z.string()) });

/**
 * Deletes one person (DELETE /users/{id}), last of all and for ever. Right before it the tenant is asked once more what
 * is left: whatever a colleague granted meanwhile stops it with `still-blocked`, which names it.
 */
export const deleteUser: TenantAction<DeleteUserWish> = {
  name: 'offboarding/delete-user',
  done: 'Deleted',
  input: inputSchema,
  look: async (context, wish): Promise<Looked> => {
    const read = await readPerson(context, wish);
    if (!read.ok) return { is: 'not-told', failure: read };
    if (read.value !== null) return { is: 'needed' };
    // Some lists lag behind (tenant-api note, section 2): gone is who is in neither answer.
    const listed = await context.api.findUser(wish.email);
    if (!listed.ok) return { is: 'not-told', failure: listed };
    if (listed.value?.id === wish.userId) {
      return { is: 'not-told', failure: notProved(wish.email, listed.requestId) };
    }
    await context.cache.write(forgetUsers, { tenantId: context.tenantId, userIds: [wish.userId] });
    return { is: 'done', outcome: 'Deleted', requestId: read.requestId };
  },
  check: async (context, wish): Promise<Checked> => {
    const undone = wish.after.filter((subject) => context.failedBefore(subject));
    if (undone.length > 0 || context.failedBefore(wish.email)) {
      return skip(wish, `an earlier step was not done (${namesText(undone) || 'the tokens'})`);
    }
    const left = await whatIsLeft(context, wish);
    if (!left.ok) return { is: 'not-told', failure: left };
    const { proved, maybeLate } = left.value;
    if (proved.length > 0) return skip(wish, `still has ${namesText(proved)}`);
    if (maybeLate.length > 0) {
      // Asked again a few times before it counts: the answer about the person may lag behind our own steps.
      const why = `still has ${namesText(maybeLate)}`;
      const failure = describeFailure('still-blocked', { person: wish.email, why });
      return { is: 'not-told', failure: { ...notProved(wish.email, left.requestId), failure } };
    }
    return checkPerson(context, wish, {
      self: 'not-oneself',
      managed: 'person',
      removesAdmin: 'if-admin',
      fits: () => null,
    });
  },
  call: async (context: ActionContext, wish): Promise<Called> => {
    const sent = await context.api.deleteUser(wish.userId, wish.email);
    // Who is gone already is gone, which is what was wished; the engine proves it.
    if (sent.ok || sent.status === 404) return { is: 'accepted', requestId: sent.requestId };
    if (sent.effect === 'none') countAsAdmin(context.tenantId, wish.userId);
    if (sent.status !== 400) return { is: 'failed', failure: aboutPerson(sent, wish.email) };
    // The server names the teams and resources that stand in the way.
    const why = sent.failure.sentence.split(': ').slice(1).join(': ').replace(/\.$/, '');
    const failure = describeFailure('still-blocked', { person: wish.email, ...(why === '' ? {} : { why }) });
    return { is: 'failed', failure: { ...sent, failure } };
  },
  reversal: { is: 'never', why: 'A deleted person cannot be put back; they can be invited anew.' },
  undo: () => null,
};

function skip({ email }: DeleteUserWish, why: string): Checked {
  return { is: 'skip', failure: describeFailure('still-blocked', { person: email, why }) };
}
