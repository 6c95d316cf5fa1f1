import { expect, test } from 'vitest';
import { openBrowser } from '../sign-in/browser.ts';
import { serveVisited } from '../sign-in/serve-visited.ts';

const email = 'ada.newcomer@visitors.example';
const choices = ['the first choice', 'the second choice', 'the third choice'];

/** Opens the link in a browser for each choice, then sends all the forms at the same moment. */
async function takeAtOnce(link: string, fields: object = {}) {
  const visits = await Promise.all(
    choices.map(async (password) => {
      const browser = openBrowser();
      return { browser, password, form: await browser.open(link) };
    }),
  );
  const pages = await Promise.all(
    visits.map(({ browser, form, password }) =>
      browser.submit(form, { ...fields, password, again: password }),
    ),
  );
  expect(pages.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
  for (const page of pages) {
    if (page.status === 410) expect(page.text).toContain('was used already');
  }
  return pages.map(({ status }) => status === 200);
}

test('one invite taken three times at once: one password holds, the others hear that it was used', async () => {
  const { call, newestLink, signInBrowser, api, tenantUrl } = await serveVisited('--mode', 'invite-only');
  const body = { email, sendInviteEmail: true, acceptInviteClientURL: `${tenantUrl}/accept-invite` };
  await call('POST', '/users/register', { body });
  const won = await takeAtOnce(await newestLink(email), { name: 'Ada' });
  for (const [place, password] of choices.entries()) {
    const session = await (await signInBrowser(email, password)).ask(api('/session'));
    expect([password, session.status]).toEqual([password, won[place] ? 200 : 401]);
  }
  const { body: told } = await call('GET', '/audit-logs?metric=list&action=user.invite-accept');
  expect(told.data).toHaveLength(1);
});

test('one reset link used three times at once: the same', async () => {
  const { call, newestLink, signInBrowser, api, acceptedPerson } = await serveVisited(
    '--mode',
    'invite-only',
  );
  await acceptedPerson(email, 'the one before all');
  await call('POST', '/users/reset-password', { body: { email } });
  const won = await takeAtOnce(await newestLink(email));
  for (const [place, password] of choices.entries()) {
    const session = await (await signInBrowser(email, password)).ask(api('/session'));
    expect([password, session.status]).toEqual([password, won[place] ? 200 : 401]);
  }
  const { body: told } = await call('GET', '/audit-logs?metric=list&action=user.password-change');
  expect(told.data).toHaveLength(1);
});
