import { expect, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { serveVisited } from './serve-visited.ts';

const ownPassword = 'chosen-by-themselves';

test('how long a wrong password takes does not tell who has one', async () => {
  const { tenantUrl, acceptedPerson, somebody, everybody } = await serveVisited('--users', '300');
  const withOwn = await acceptedPerson('olga.own@visitors.example', ownPassword);
  const people = await everybody();
  const firsts = people.filter(({ metadata }) => metadata?.inviteAccepted && !metadata.registeredInIdp);
  const withFirst = firsts.find(({ email }) => email !== withOwn)?.email ?? '';
  const bySso = (await somebody(({ active, metadata }) => active && metadata?.registeredInIdp === true))
    .email;
  expect([withFirst, bySso]).not.toContain('');

  const browser = openBrowser();
  const form = await browser.open(`${tenantUrl}/sign-in`);
  const names = [withOwn, 'nobody@visitors.example', withFirst, bySso];
  // The quickest of each, in turns: whatever else this machine does only ever adds to a time.
  const quickest = names.map(() => Number.POSITIVE_INFINITY);
  for (let tries = 0; tries < 4; tries += 1) {
    for (const [place, email] of names.entries()) {
      const start = performance.now();
      const page = await browser.submit(form, { email, password: `guess ${tries}` });
      quickest[place] = Math.min(quickest[place] ?? 0, performance.now() - start);
      expect(page.status).toBe(401);
    }
  }
  expect(Math.max(...quickest) / Math.min(...quickest)).toBeLessThan(3);
});
