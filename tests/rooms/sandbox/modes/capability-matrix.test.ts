import { describe, expect, test } from 'vitest';
import { openBrowser } from '../sign-in/browser.ts';
import { modes, serveMode } from './serve-mode.ts';

// Every cell of the capability matrix (seed page, "Capability matrix"), by what the tenant does.
const newcomer = 'ada.newcomer@halden.example';
const external = 'grace.guest@visionpartners.example';
const columns = ['SCIM', 'JIT', 'Invite-only'] as const;

/** One line of the matrix: the three cells, each a word of the page. */
function cells(...answers: readonly [string, string, string]) {
  return modes.map((mode, place) => ({ mode, column: columns[place], answer: answers[place] }));
}

describe('Create users automatically', () => {
  test.each(cells('Yes, from IdP sync', 'Yes, on first SSO login', 'No'))(
    '$column: $answer',
    async ({ mode }) => {
      const { push, comeByToken, isHere } = await serveMode('--mode', mode);
      const bySync = await push('by.sync@halden.example');
      expect(bySync.status).toBe(mode === 'scim' ? 201 : 401);
      expect(await isHere('by.sync@halden.example')).toBe(mode === 'scim');
      expect(await comeByToken('by.token@halden.example')).toBe(mode === 'jit' ? 200 : 403);
      expect(await isHere('by.token@halden.example')).toBe(mode === 'jit');
    },
  );
});

describe('Deactivate or remove users automatically', () => {
  test.each(cells('Yes, from IdP sync', 'No', 'No'))('$column: $answer', async ({ mode }) => {
    const { setActive, scim, somebody, personOf, isHere } = await serveMode('--mode', mode);
    const known = await somebody(
      (user) => user.active && user.metadata?.createdByScim === true && user.roles[0] !== 'tenant-admin',
    );
    const isSync = mode === 'scim';
    expect((await setActive(known.id, false)).status).toBe(isSync ? 200 : 401);
    expect((await personOf(known.email)).active).toBe(!isSync);
    expect((await scim('DELETE', `/Users/${known.id}`)).status).toBe(isSync ? 204 : 401);
    expect(await isHere(known.email)).toBe(!isSync);
  });
});

describe('Sync groups or teams automatically', () => {
  test.each(cells('Yes', 'No', 'No'))('$column: $answer', async ({ mode }) => {
    const { pushGroup, scim, somebody, call, comeByToken, teamNames } = await serveMode('--mode', mode);
    const known = await somebody((user) => user.active && user.metadata?.createdByScim === true);
    const isSync = mode === 'scim';
    const before = await teamNames();
    const made = await pushGroup('night-shift', [known.id]);
    expect(made.status).toBe(isSync ? 201 : 401);
    await comeByToken(newcomer);
    expect(await teamNames()).toEqual(isSync ? [...before, 'night-shift'] : before);
    if (!isSync) return;
    const team = async () =>
      (await call('GET', '/teams/user?limit=1000')).body.data.find(
        ({ teamName }) => teamName === 'night-shift',
      );
    expect((await team())?.manifest.members).toEqual([known.email]);
    expect((await scim('DELETE', `/Groups/${made.body.id}`)).status).toBe(204);
    expect(await team()).toBeUndefined();
  });
});

describe('Requires SSO', () => {
  // "Recommended" for SCIM: here its address belongs to an SSO connection, so without one there is nowhere to push to.
  test.each(cells('Recommended', 'Yes', 'No'))('$column: $answer', async ({ mode }) => {
    const without = await serveMode('--no-sso');
    const refused = await without.switchTo(mode);
    if (mode === 'invite-only') expect(refused.status).toBe(200);
    else {
      expect(refused).toMatchObject({
        status: 422,
        body: { code: 'SSO_REQUIRED', message: expect.stringContaining('SSO connection') },
      });
      const { body } = await without.call('GET', '/settings/provisioning');
      expect(body.data).toMatchObject({ mode: 'invite-only' });
      expect(without.ready).not.toHaveProperty('scimUrl');
    }
    const withSso = await serveMode('--mode', mode === 'scim' ? 'jit' : 'scim');
    expect(await withSso.switchTo(mode)).toMatchObject({ status: 200, body: { data: { mode } } });
  });
});

describe('Requires admin invite', () => {
  test.each(cells('No', 'No', 'Yes'))('$column: $answer', async ({ mode }) => {
    const sandbox = await serveMode('--mode', mode);
    const { push, comeByToken, personOf, mailsTo, call, acceptedPerson, signInBrowser, api } = sandbox;
    await push(newcomer);
    await comeByToken(newcomer);
    if (mode !== 'invite-only') {
      const person = await personOf(newcomer);
      expect(person).toMatchObject({ active: true, metadata: { registeredInIdp: true } });
      expect(person.metadata).not.toHaveProperty('inviteAccepted');
      expect(await mailsTo(newcomer)).toBe(0);
      return;
    }
    expect(await sandbox.isHere(newcomer)).toBe(false);
    const noInvite = await openBrowser().open(`${sandbox.tenantUrl}/sign-in`);
    const stranger = await openBrowser().submit(noInvite, { email: newcomer, password: 'a long enough one' });
    expect(stranger.status).not.toBe(200);
    await acceptedPerson(newcomer, 'a long enough one');
    const browser = await signInBrowser(newcomer, 'a long enough one');
    expect(JSON.parse((await browser.ask(api('/session'))).text).user.email).toBe(newcomer);
    expect((await call('GET', '/settings/provisioning')).body.data).toMatchObject({ mode });
  });
});

describe('Best suited for external collaborators', () => {
  test.each(cells('No', 'No', 'Yes'))('$column: $answer', async ({ mode }) => {
    const { call, isHere, acceptedPerson, signInBrowser, api, tenantUrl } = await serveMode('--mode', mode);
    const body = { email: external, acceptInviteClientUrl: `${tenantUrl}/accept-invite` };
    const invited = await call('POST', '/users/invite', { body });
    if (mode !== 'invite-only') {
      expect(invited).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
      expect(await isHere(external)).toBe(false);
      return;
    }
    expect(invited.body.link).toContain(`${tenantUrl}/accept-invite?inviteCode=`);
    const other = await acceptedPerson('other.guest@visionpartners.example', 'a long enough one');
    const browser = await signInBrowser(other, 'a long enough one');
    expect(JSON.parse((await browser.ask(api('/session'))).text).user.email).toBe(other);
  });
});
