import { z } from 'zod';
import { describeFailure, type Failure } from '../../../src-contract/failure-catalogue.ts';
import type {
  ActionContext,
  Called,
  Checked,
  Looked,
  LookedAtMany,
  TenantAction,
} from '../../action/tenant-action.ts';
import type { ApiFailure } from '../../tenant-api/api-outcome.ts';
import type { TenantClient } from '../../tenant-api/tenant-client.ts';
import type { UserWire } from '../../tenant-api/wire/users.ts';
import { lookForInvited, personIn } from './look-for-invited.ts';
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

/** What became of the email to set a password. `not-confirmed`: the answer that would have said so was lost or an error. */
export type MailState = 'not-asked' | 'sent' | 'not-confirmed';

/** The role that this tenant gives a new person, as its first invites of a job showed it. A client lives as long as a job. */
const newRoles = new WeakMap<TenantClient, string>();

/**
 * Invites one person: register, the role where it differs from what new people get, and a look whether the tenant shows them
 * (register answers no id: condition 58). Registering is never repeated blindly, since it may send a mail (tenant-api note,
 * section 8, decision 10): after a lost answer the person is looked up first, and a second register of the same address is
 * refused by the tenant with 409.
 */
export const inviteUser: TenantAction<InviteWish> = {
  name: 'users/invite',
  done: 'Invited',
  input: inputSchema,
  // Who is there meanwhile is refused by the tenant with 409; an old plan asks first, so that nothing is sent on its word alone.
  check: async (context, wish): Promise<Checked> => {
    if (context.plan === 'fresh') return { is: 'go' };
    const found = await context.api.findUser(wish.email);
    if (!found.ok) return { is: 'not-told', failure: found };
    if (found.value === null) return { is: 'go' };
    await keepUser(context, found.value);
    return { is: 'skip', failure: describeFailure('already-there', { person: wish.email }) };
  },
  look: async (context, wish, facts = {}): Promise<Looked> => {
    const found = await context.api.findUser(wish.email);
    if (!found.ok) return { is: 'not-told', failure: found };
    if (found.value === null) return { is: 'needed' };
    await keepUser(context, found.value);
    if (roleOf(found.value) !== wish.role) {
      // Accepted meanwhile with another role: whether that is a lost answer of ours or somebody's decision cannot be told.
      return isPending(found.value) ? { is: 'needed' } : { is: 'refused', failure: roleNotGiven(wish) };
    }
    return { is: 'done', requestId: found.requestId, ...doneOf(wish, found.value, mailOf(wish, facts)) };
  },
  lookAtMany: async (context, rows, mostPages): Promise<LookedAtMany> => {
    const emails = rows.map(({ input }) => input.email);
    const look = await lookForInvited(context, emails, mostPages);
    const seen = new Map<number, { outcome: string; facts: Record<string, unknown> }>();
    rows.forEach(({ input, facts }, index) => {
      const user = personIn(look, input.email);
      if (user !== null && roleOf(user) === input.role) {
        seen.set(index, doneOf(input, user, mailOf(input, facts)));
      }
    });
    return { seen, pages: look.pages, isCutShort: look.isCutShort };
  },
  call: async (context, wish, turn, facts = {}): Promise<Called> => {
    const registered = await context.api.registerUser(wish);
    if (!registered.ok) return { is: 'failed', failure: registered };
    const newRole = newRoles.get(context.api);
    if (registered.value === 'registered' && newRole !== undefined) {
      return roleUnseen(context, wish, { newRole, registered });
    }
    const found = await context.api.findUser(wish.email);
    // Kept whatever comes next: only the answer to register tells that the mail went out.
    const sent = registered.value === 'registered' ? sentFacts(wish, registered.status) : {};
    if (!found.ok) return { is: 'failed', failure: { ...found, effect: 'possible' }, facts: sent };
    const user = found.value;
    if (user === null) {
      // Accepted, and some tenants show a new person some seconds later.
      return registered.value === 'registered' && wish.role === 'member'
        ? { is: 'accepted', requestId: registered.requestId, facts: sent }
        : { is: 'failed', failure: notProved(wish.email, registered.requestId), facts: sent };
    }
    if (registered.value === 'registered') {
      newRoles.set(context.api, roleOf(user));
      return giveRole(context, wish, user, { ...registered, mail: mailSent(wish) });
    }
    // On a first try "exists" means that somebody else was faster; only a repeat may take the person for its own work.
    if (!(turn === 'again' && isPending(user))) {
      await keepUser(context, user);
      return {
        is: 'skipped',
        failure: describeFailure('already-there', { person: wish.email }),
        requestId: registered.requestId,
      };
    }
    return giveRole(context, wish, user, { ...registered, mail: mailOf(wish, facts) });
  },
  reversal: {
    is: 'with-loss',
    lost: 'An email that was sent stays sent. Whoever has signed in meanwhile stays.',
    knownAfter: true,
  },
  lostBy: ({ passwordEmail }) => [
    ...(passwordEmail === 'send' ? ['An email that was sent stays sent.'] : []),
    'Whoever has signed in meanwhile stays.',
  ],
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

interface Registered {
  requestId: string | null;
  status: number | null;
}

/** The role of somebody who was registered just now and was not looked at yet: the command names them by email. */
async function roleUnseen(
  context: ActionContext,
  wish: InviteWish,
  { newRole, registered }: { newRole: string; registered: Registered },
): Promise<Called> {
  const facts = sentFacts(wish, registered.status);
  if (newRole === wish.role) return { is: 'accepted', requestId: registered.requestId, facts };
  const given = await context.api.setRole(wish.email, wish.role);
  if (given.ok) return { is: 'accepted', requestId: given.requestId, facts };
  // The command may not find a person yet who is registered: that is settled by looking.
  const isUnseen = given.failure.code === 'person-gone';
  return {
    is: 'failed',
    failure: isUnseen ? notProved(wish.email, given.requestId) : roleFailure(given, wish),
    facts,
  };
}

async function giveRole(
  context: ActionContext,
  wish: InviteWish,
  user: UserWire,
  registered: Registered & { mail: MailState },
): Promise<Called> {
  const { outcome, facts } = doneOf(wish, user, registered.mail);
  const { requestId, status } = registered;
  const done: Called = { is: 'done', outcome, requestId, facts: { ...facts, status } };
  if (roleOf(user) === wish.role) {
    await keepUser(context, user);
    return done;
  }
  const given = await context.api.setRole(wish.email, wish.role);
  const after = await context.api.readUser(user.id);
  await keepUser(context, after.ok && after.value !== null ? after.value : user);
  const kept = { mail: registered.mail, status };
  if (!given.ok) return { is: 'failed', failure: roleFailure(given, wish), facts: kept };
  const isProved = after.ok && after.value !== null && roleOf(after.value) === wish.role;
  return isProved ? done : { is: 'failed', failure: notProved(wish.email, given.requestId), facts: kept };
}

function mailSent(wish: InviteWish): MailState {
  return wish.passwordEmail === 'send' ? 'sent' : 'not-asked';
}

/** What became of the email of a row that is found done: only a good answer to register says that it went out. */
function mailOf(wish: InviteWish, facts: Readonly<Record<string, unknown>>): MailState {
  if (wish.passwordEmail !== 'send') return 'not-asked';
  return facts.mail === 'sent' ? 'sent' : 'not-confirmed';
}

function sentFacts(wish: InviteWish, status: number | null): Record<string, unknown> {
  return { mail: mailSent(wish), status };
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

const mailWords: Readonly<Record<MailState, string>> = {
  'not-asked': '',
  sent: ', password email sent',
  'not-confirmed': ', password email not confirmed',
};

function doneOf(
  wish: InviteWish,
  user: UserWire,
  mail: MailState,
): { outcome: string; facts: Record<string, unknown> } {
  return {
    outcome: `Invited as ${roleLabel(wish.role)}${mailWords[mail]}`,
    facts: { userId: user.id, mail },
  };
}
