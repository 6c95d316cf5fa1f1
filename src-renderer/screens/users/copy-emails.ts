import { call } from '../../bridge/call.ts';
import { countOf, countText } from '../../kit/format-number.ts';
import { tell, tellFailure } from '../../kit/toast.tsx';

/** How many emails are copied at once, and how long that text may be for main. */
export const mostEmails = 500;
const longest = 20_000;
const together = 20;

/**
 * Copies the emails of people to the clipboard, one a line, read from the local copy. Whoever is gone by now is
 * left out and counted in the toast.
 */
export async function copyEmails(tenantId: string, userIds: readonly string[]): Promise<void> {
  const emails: string[] = [];
  for (let from = 0; from < userIds.length; from += together) {
    const answers = await Promise.all(
      userIds.slice(from, from + together).map((userId) => call('users/read', { tenantId, userId })),
    );
    for (const answer of answers) {
      if (answer.ok) emails.push(answer.value.user.email);
      else if (answer.failure.code !== 'person-gone') {
        tellFailure(answer.failure);
        return;
      }
    }
  }
  const text = emails.join('\n');
  if (text.length > longest) {
    tell({ look: 'warn', text: 'These emails are too much text for one copy. Select fewer people.' });
    return;
  }
  const outcome = await call('app/copy-text', { text });
  if (!outcome.ok) tellFailure(outcome.failure);
  else {
    const left = userIds.length - emails.length;
    const note = left > 0 ? `. ${countText(left)} no longer in the tenant` : '';
    tell({ look: 'ok', text: `${countOf(emails.length, 'email', 'emails')} copied${note}` });
  }
}
