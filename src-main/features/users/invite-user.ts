import { z } from 'zod';
import { describeFailure, type Failure } from '../../../src-contract/failure-catalogue.ts';
import type { ActionContext, Called, Looked, TenantAction } from '../../action/tenant-action.ts';
import type { ApiFailure } from '../../tenant-api/api-outcome.ts';
import type { UserWire } from '../../tenant-api/wire/users.ts';
import { roleLabel } from './role-label.ts';
import { roleOf } from './user-row.ts';
import { keepUser, notProved } from './user-state.ts';

export interface InviteWish {
  email: string;
  /** Role name on the wire; `member` is what a new person gets anyway. */
  role: string;
  passwordEmail: 'send' | 'do-not-send';
}

const inputSchema: z.ZodType<InviteWish> = z.strictObject({
  email: z.string(),
  role: z.string(),
  passwordEmail: z.enum(['send', 'do-not-send']),
});

/**
 * Invites one person: register, look the person up (register answers no id), then give the role. Registering is never
 * repeated blindly, since it may send a mail (tenant-api note, section 8, decision 10): after a lost answer the person is
 * looked up first, and a second register of the same address is refused by the tenant with 409.
 */
export const inviteUser: TenantAction<InviteWish> = {
  name: 'users/invite',
  done: 'Invited',
  input: inputSchema,
  look: async (context, wish): Promise<Looked> => {
    const found = await context.api.findUser(wish.email);
    if (!found.ok) return { is: 'not-told', failure: found };
    if (found.value === null) return { is: 'needed' };
    await keepUser(context, found.value);
    if (roleOf(found.value) !== wish.role) {
      // Accepted meanwhile with another role: whether that is a lost answer of ours or somebody's decision cannot be told.
      return isPending(found.value) ? { is: 'needed' } : { is: 'refused', failure: roleNotGiven(wish) };
    }
    const facts = { userId: found.value.id };
    return { is: 'done', outcome: outcomeOf(wish), requestId: found.requestId, facts };
  },
  call: async (context, wish, turn): Promise<Called> => {
    const registered = await context.api.registerUser(wish);
    if (!registered.ok) return { is: 'failed', failure: registered };
    const found = await context.api.findUser(wish.email);
    if (!found.ok) return { is: 'failed', failure: { ...found, effect: 'possible' } };
    const user = found.value;
    if (user === null) return { is: 'failed', failure: notProved(wish.email, registered.requestId) };
    // On a first try "exists" means that somebody else was faster; only a repeat may take the person for its own work.
    if (registered.value === 'exists' && !(turn === 'again' && isPending(user))) {
      await keepUser(context, user);
      return {
        is: 'skipped',
        failure: describeFailure('already-there', { person: wish.email }),
        requestId: registered.requestId,
      };
    }
    return giveRole(context, wish, user, registered.requestId);
  },
  reversal: {
    is: 'with-loss',
    lost: 'An email that was sent stays sent. Whoever has signed in meanwhile stays.',
    knownAfter: true,
  },
  // Deleting them is refused while they are in a team, so the teams of the job are put back first.
  undo: ({ email }, { userId }) =>
    typeof userId !== 'string'
      ? null
      : {
          action: 'users/withdraw-invite',
          input: { userId, email, seen: null },
          subject: email,
          name: '',
          phase: 1,
          fileRow: null,
        },
};

async function giveRole(
  context: ActionContext,
  wish: InviteWish,
  user: UserWire,
  requestId: string | null,
): Promise<Called> {
  const done: Called = { is: 'done', outcome: outcomeOf(wish), requestId, facts: { userId: user.id } };
  if (roleOf(user) === wish.role) {
    await keepUser(context, user);
    return done;
  }
  const given = await context.api.setRole(wish.email, wish.role);
  const after = await context.api.readUser(user.id);
  await keepUser(context, after.ok && after.value !== null ? after.value : user);
  if (!given.ok) return { is: 'failed', failure: roleFailure(given, wish) };
  const isProved = after.ok && after.value !== null && roleOf(after.value) === wish.role;
  return isProved ? done : { is: 'failed', failure: notProved(wish.email, given.requestId) };
}

/** A definite refusal ends the row with its own sentence; anything else leaves it to be settled by looking. */
function roleFailure(failure: ApiFailure, wish: InviteWish): ApiFailure {
  const isDefinite =
    failure.effect === 'none' && failure.status !== null && ![401, 429].includes(failure.status);
  if (!isDefinite) return { ...failure, effect: 'possible' };
  return { ...failure, failure: roleNotGiven(wish, failure) };
}

function roleNotGiven(wish: InviteWish, failure?: ApiFailure): Failure {
  return describeFailure('role-not-given', {
    person: wish.email,
    role: roleLabel(wish.role),
    ...(failure?.status == null ? {} : { status: String(failure.status) }),
    ...(failure?.requestId == null ? {} : { requestId: failure.requestId }),
  });
}

function isPending(user: UserWire): boolean {
  return user.metadata?.inviteAccepted === false && !user.lastAccessedAt;
}

function outcomeOf(wish: InviteWish): string {
  const mail = wish.passwordEmail === 'send' ? ', password email sent' : '';
  return `Invited as ${roleLabel(wish.role)}${mail}`;
}
