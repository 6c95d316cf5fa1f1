import type { InviteVerdict } from '../../../src-contract/users.ts';

/** The most addresses that the dialog takes; more go through Bulk invite. */
export const mostInvites = 20;

/** The addresses in what was typed or pasted: split at spaces, commas, semicolons and line ends. */
export function addressesIn(text: string): string[] {
  return text
    .split(/[\s,;]+/u)
    .map((part) => part.replace(/^[<"']+|[>"']+$/gu, ''))
    .filter((part) => part !== '');
}

/**
 * Adds addresses to those already there: without doubles, up to the most. Out: the list, and how many had no
 * room.
 */
export function withAddresses(
  emails: readonly string[],
  added: readonly string[],
): { emails: string[]; leftOver: number } {
  const known = new Set(emails.map((email) => email.toLowerCase()));
  const fresh = added.filter((email) => {
    const isNew = !known.has(email.toLowerCase());
    known.add(email.toLowerCase());
    return isNew;
  });
  const all = [...emails, ...fresh];
  return { emails: all.slice(0, mostInvites), leftOver: Math.max(0, all.length - mostInvites) };
}

/** Who will be invited: the ready ones, and those of a SCIM domain whom the admin wants all the same. */
export function invitedOf(verdicts: readonly InviteVerdict[], anyway: readonly string[]): string[] {
  return verdicts
    .filter(
      ({ verdict, email }) => verdict === 'ready' || (verdict === 'scim-domain' && anyway.includes(email)),
    )
    .map(({ email }) => email);
}
