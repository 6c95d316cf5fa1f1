import type { InputOf } from '../../../src-contract/channels.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { InviteVerdict } from '../../../src-contract/users.ts';
import type { FeatureRooms } from '../feature-rooms.ts';

/**
 * Invites up to twenty people: every address is checked again, so that what runs is what the dialog showed. People whose
 * domain belongs to SCIM are invited only when the admin said so by name. Fails with `input-refused`.
 */
export async function invitePeople(
  rooms: FeatureRooms,
  input: InputOf<'users/invite'>,
  check: (tenantId: string, emails: readonly string[]) => Promise<InviteVerdict[]>,
): Promise<Outcome<{ jobId: string }>> {
  const verdicts = await check(input.tenantId, input.emails);
  const anyway = new Set(input.inviteAnyway.map((email) => email.toLowerCase()));
  const held = verdicts.find(
    ({ verdict, email }) =>
      verdict !== 'ready' && !(verdict === 'scim-domain' && anyway.has(email.toLowerCase())),
  );
  if (held !== undefined)
    return failed(describeFailure('input-refused', { person: held.email, why: held.sentence }));
  const emails = [...new Set(verdicts.map((verdict) => verdict.email))];
  const started = await rooms.jobs.start({
    tenantId: input.tenantId,
    kind: 'invite',
    title: emails.length === 1 ? `Invite ${emails[0]}` : `Invite ${emails.length} people`,
    reason: '',
    facts: {},
    rows: [
      ...emails.map((email) => ({
        action: 'users/invite',
        input: { email, role: input.role, passwordEmail: input.passwordEmail },
        subject: email,
        name: '',
        phase: 0,
        fileRow: null,
      })),
      ...input.teams.map((team) => ({
        action: 'teams/add-members',
        input: { team, emails, create: 'no' as const },
        subject: team,
        name: '',
        phase: 1,
        fileRow: null,
      })),
    ],
  });
  return started.ok ? ok({ jobId: started.value.id }) : started;
}
