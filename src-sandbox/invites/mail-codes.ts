import { randomBytes } from 'node:crypto';
import { ApiProblem } from '../answer-error.ts';
import { makeId } from '../rest/make-id.ts';
import { tokenHash } from '../sign-in/token-text.ts';
import type { TenantStore } from '../store/open-store.ts';
import type { MailKind } from '../store/outbox-table.ts';
import type { MailCodeRow } from '../store/sign-in-mail-codes-table.ts';
import type { UserRow } from '../store/user-row.ts';
import type { Mailbox } from './mailbox.ts';

const hour = 3_600_000;

/** How long a code works: 7 days for an invite, one hour for a password reset (ours: no source says). */
export const codeLifetimes: Readonly<Record<MailKind, number>> = {
  invite: 7 * 24 * hour,
  'password-reset': hour,
};

/** Where codes are made and mailed. */
export interface MailRoom {
  readonly store: TenantStore;
  readonly mailbox: Mailbox;
  readonly tenantUrl: string;
}

/**
 * Makes a single-use code for this person, which ends the former ones of its kind, and puts a mail with the link into
 * the outbox. Call it inside the transaction that it belongs to. Answers the link, which is stored nowhere.
 */
export function mailCode(room: MailRoom, wanted: { person: UserRow; kind: MailKind; page: URL }): string {
  const { store, mailbox } = room;
  const { person, kind } = wanted;
  const code = randomBytes(24).toString('base64url');
  const createdAt = store.now();
  store.mailCodes.endAllOf(person.position, { kind, ending: 'replaced' });
  store.mailCodes.add({
    hash: tokenHash(code),
    userPosition: person.position,
    kind,
    createdAt,
    expiresAt: createdAt + codeLifetimes[kind],
    ending: null,
  });
  const link = new URL(wanted.page);
  link.searchParams.set(kind === 'invite' ? 'inviteCode' : 'code', code);
  const id = makeId();
  store.outbox.add({ id, recipient: person.email, kind, createdAt });
  mailbox.keepLetter(id, link.href);
  return link.href;
}

/**
 * The code's row and person while it works. Fails with 404 for an unknown code and 410 for one that is over, and says in
 * a sentence why.
 */
export function openCode(
  store: TenantStore,
  asked: { code: string; kind: MailKind },
): { row: MailCodeRow; person: UserRow } {
  const row = store.mailCodes.byHash(tokenHash(asked.code));
  if (row === undefined || row.kind !== asked.kind) {
    throw new ApiProblem({
      statusCode: 404,
      code: 'CODE_NOT_FOUND',
      message: 'This link is not one of ours. Was all of it copied?',
    });
  }
  const person = store.users.byPosition(row.userPosition);
  if (row.ending === 'withdrawn' || person === undefined) throw over(row.kind, 'has been withdrawn');
  if (row.ending === 'used') throw over(row.kind, 'was used already. It works once');
  if (row.ending === 'replaced')
    throw over(row.kind, 'was replaced by a newer one. Look for the latest mail');
  if (row.expiresAt <= store.now()) throw over(row.kind, 'has expired. Ask an admin for a new one');
  if (person.active === 0) {
    throw new ApiProblem({
      statusCode: 403,
      code: 'USER_DEACTIVATED',
      message: 'This account is deactivated. An admin can activate it again.',
    });
  }
  return { row, person };
}

function over(kind: MailKind, why: string): ApiProblem {
  const what = kind === 'invite' ? 'This invite' : 'This link for a new password';
  return new ApiProblem({ statusCode: 410, code: 'CODE_OVER', message: `${what} ${why}.` });
}
