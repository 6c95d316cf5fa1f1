import type { TenantStore } from '../store/open-store.ts';
import type { MailRow } from '../store/outbox-table.ts';

/** A mail as its recipient would see it. */
export interface Mail extends MailRow {
  readonly subject: string;
  /** Null for a mail that an earlier run of this process sent: its link was never stored. */
  readonly letter: { readonly text: string; readonly link: string } | null;
}

/**
 * What stands in the mails. The file knows only that a mail went out; its text, which carries a code that signs
 * somebody in, lives in memory and ends with the process.
 */
export interface Mailbox {
  keepLetter(mailId: string, link: string): void;
  linkOf(mailId: string): string | undefined;
}

const mostLetters = 100_000;

/** Opens an empty one. It holds the newest 100,000 letters. */
export function openMailbox(): Mailbox {
  const links = new Map<string, string>();
  return {
    keepLetter(mailId, link) {
      links.set(mailId, link);
      if (links.size <= mostLetters) return;
      for (const oldest of links.keys()) {
        links.delete(oldest);
        return;
      }
    },
    linkOf: (mailId) => links.get(mailId),
  };
}

/** The mail of this id with its text, or undefined when none went out under it. For the control port and the outbox page. */
export function readMail(room: { store: TenantStore; mailbox: Mailbox }, mailId: string): Mail | undefined {
  const row = room.store.outbox.byId(mailId);
  if (row === undefined) return undefined;
  const { tenantName } = room.store.facts();
  const link = room.mailbox.linkOf(mailId);
  const isInvite = row.kind === 'invite';
  const subject = isInvite ? `You are invited to ${tenantName}` : `Set a new password for ${tenantName}`;
  const reason = isInvite
    ? `An admin of ${tenantName} has invited you. Accept within 7 days and choose a password:`
    : `An admin of ${tenantName} has asked for a new password for you. Choose it within one hour:`;
  const letter = link === undefined ? null : { text: `Hello,\n\n${reason}\n\n${link}\n`, link };
  return { ...row, subject, letter };
}
