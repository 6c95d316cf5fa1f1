import { expect, test } from 'vitest';
import { type Mode, modes, serveMode } from './serve-mode.ts';

const switches = modes.flatMap((from) => modes.filter((to) => to !== from).map((to) => ({ from, to })));

test.each(switches)(
  'from $from to $to: exactly one mode is on, and it changes at once',
  async ({ from, to }) => {
    const { push, comeByToken, call, switchTo, tenantUrl } = await serveMode('--mode', from);
    let turn = 0;
    /** Which of the three ways of making a person is open. */
    const open = async (): Promise<Mode[]> => {
      turn += 1;
      const who = (way: string) => `${way}${turn}@halden.example`;
      const invite = { email: who('invite'), acceptInviteClientUrl: `${tenantUrl}/accept-invite` };
      const ways: [Mode, boolean][] = [
        ['scim', (await push(who('sync'))).status === 201],
        ['jit', (await comeByToken(who('token'))) === 200],
        ['invite-only', (await call('POST', '/users/invite', { body: invite })).status === 200],
      ];
      return ways.filter(([, isOpen]) => isOpen).map(([mode]) => mode);
    };
    expect(await open()).toEqual([from]);
    expect((await switchTo(to)).body.data).toMatchObject({
      mode: to,
      changedAt: expect.stringMatching(/Z$/),
    });
    expect(await open()).toEqual([to]);
    await switchTo(from);
    expect(await open()).toEqual([from]);
  },
);

test('a switch makes, removes and deactivates nobody, nor a team', async () => {
  const { everybody, call, switchTo } = await serveMode('--users', '300', '--mode', 'scim');
  const seen = async () => ({
    people: (await everybody()).map(({ id, email, active, roles, metadata }) => ({
      id,
      email,
      active,
      roles,
      metadata,
    })),
    teams: (await call('GET', '/teams/user?limit=1000')).body.data.map(({ id, manifest }) => ({
      id,
      manifest,
    })),
  });
  const before = await seen();
  for (const { to } of switches) {
    await switchTo(to);
    expect(await seen()).toEqual(before);
  }
});

test('people and teams from SCIM are locked in SCIM mode and free in the others, alike', async () => {
  const { everybody, call, switchTo } = await serveMode('--mode', 'scim');
  const locked = async () => {
    const teams = (await call('GET', '/teams/user?limit=1000')).body.data;
    return {
      people: (await everybody()).filter((user) => !user.isEditable).map(({ id }) => id),
      teams: teams.filter(({ isEditable, teamName }) => !isEditable && teamName !== 'everyone'),
    };
  };
  const fromScim = (await everybody()).filter((user) => user.metadata?.createdByScim === true && user.active);
  const [person] = fromScim.filter((user) => user.roles.length === 0);
  const first = await locked();
  const [team] = first.teams;
  if (person === undefined || team === undefined) throw new Error('nothing from SCIM here');
  expect(first.people.length).toBeGreaterThan(20);
  const deactivate = () => call('PATCH', '/users/deactivate', { body: { email: person.email } });
  const save = () =>
    call('PUT', '/teams', {
      body: { manifest: { type: 'team', name: team.teamName, members: team.manifest.members } },
    });
  expect(await deactivate()).toMatchObject({ status: 403, body: { code: 'USER_NOT_EDITABLE' } });
  expect(await save()).toMatchObject({ status: 403, body: { code: 'TEAM_NOT_EDITABLE' } });

  for (const mode of ['jit', 'invite-only'] as const) {
    await switchTo(mode);
    expect(await locked()).toEqual({ people: [], teams: [] });
    expect((await deactivate()).status).toBe(200);
    expect((await call('PATCH', '/users/activate', { body: { email: person.email } })).status).toBe(200);
    expect((await save()).status).toBe(200);
  }
  await switchTo('scim');
  const again = await locked();
  expect(again.people).toEqual(first.people);
  expect(again.teams.map(({ id }) => id)).toEqual(first.teams.map(({ id }) => id));
  expect((await deactivate()).status).toBe(403);
});

test('what was made in another mode keeps its source', async () => {
  const { push, comeByToken, personOf, switchTo, call, tenantUrl } = await serveMode('--mode', 'scim');
  await push('sync@halden.example');
  await switchTo('jit');
  await comeByToken('token@halden.example');
  await switchTo('invite-only');
  const body = { email: 'invite@halden.example', acceptInviteClientUrl: `${tenantUrl}/accept-invite` };
  await call('POST', '/users/invite', { body });
  await switchTo('scim');
  const sync = await personOf('sync@halden.example');
  expect(sync).toMatchObject({ isEditable: false, metadata: { createdByScim: true } });
  const token = await personOf('token@halden.example');
  expect(token).toMatchObject({ isEditable: true, metadata: { registeredInIdp: true } });
  expect(token.metadata).not.toHaveProperty('createdByScim');
  const invite = await personOf('invite@halden.example');
  expect(invite).toMatchObject({
    isEditable: true,
    metadata: { inviteAccepted: false, registeredInIdp: false },
  });
});

test('the SCIM token survives a switch there and back; nobody but an admin switches', async () => {
  const { push, switchTo, call } = await serveMode('--mode', 'scim');
  await switchTo('invite-only');
  expect((await push('early@halden.example')).body.detail).toContain('switched off');
  await switchTo('scim');
  expect((await push('early@halden.example')).status).toBe(201);
  const refused = await call('PUT', '/settings/provisioning', {
    token: 'member-token-of-the-tests',
    body: { mode: 'jit' },
  });
  expect(refused.status).toBe(403);
  for (const body of [{}, { mode: 'SCIM' }, { mode: null }, { mode: ['scim'] }, { mode: 'scim,jit' }]) {
    expect((await call('PUT', '/settings/provisioning', { body })).status).toBe(422);
  }
});
