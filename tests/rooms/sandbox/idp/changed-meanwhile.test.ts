import { expect, test } from 'vitest';
import { addressIn, serveIdp } from './serve-idp.ts';

const vendors = ['okta', 'okta-put', 'entra', 'entra-scim062020', 'jumpcloud'] as const;
const makesSomebody = (line: string) => line.startsWith('POST /Users');

/** A provider in step with its tenant, with six newcomers and a new group that the tenant has yet to hear of. */
async function serveNewcomers(vendor: (typeof vendors)[number]) {
  const sandbox = await serveIdp(vendor);
  await sandbox.idp.cycle();
  const newcomers = sandbox.idp.join(6).map((said) => addressIn([said]));
  sandbox.idp.makeGroup('late-shift');
  sandbox.wire.lines();
  const tenantOf = async () => (await sandbox.everybody()).map(({ email }) => email);
  const switchTo = (mode: string) => sandbox.call('PUT', '/settings/provisioning', { body: { mode } });
  /** What the tenant has of the newcomers: each whole, and nobody twice. */
  async function expectWhole(): Promise<string[]> {
    const people = await sandbox.everybody();
    const there = people.filter(({ email }) => newcomers.includes(email));
    expect(new Set(there.map(({ email }) => email)).size).toBe(there.length);
    for (const { active, metadata } of there) {
      expect([active, metadata]).toEqual([
        true,
        expect.objectContaining({ createdByScim: true, displayName: expect.stringMatching(/\w \w/u) }),
      ]);
    }
    return there.map(({ email }) => email);
  }
  const groups = async () => {
    const teams = (await sandbox.call('GET', '/teams/user?limit=1000')).body.data;
    return teams.filter(({ teamName }) => teamName === 'late-shift');
  };
  /** Pushes the rest, and finds all there once. */
  async function expectCaughtUp(): Promise<void> {
    await sandbox.idp.cycle();
    const { lastCycle, state, waiting } = sandbox.idp.status();
    expect([state, waiting, lastCycle?.end, lastCycle?.errors]).toEqual([
      'idle',
      { people: 0, groups: 0 },
      'whole',
      [],
    ]);
    expect((await expectWhole()).sort()).toEqual([...newcomers].sort());
    expect(await groups()).toHaveLength(1);
  }
  return { ...sandbox, newcomers, tenantOf, switchTo, expectWhole, expectCaughtUp, groups };
}

test.each(vendors)(
  '%s: the token is rotated in the middle of a cycle: it stops, says so, and goes on with the new one',
  async (vendor) => {
    const { idp, wire, newToken, expectWhole, expectCaughtUp, groups } = await serveNewcomers(vendor);
    let token = '';
    wire.meanwhile(makesSomebody, 4, async () => {
      token = await newToken();
    });
    await idp.cycle();
    const { state, waiting, lastCycle } = idp.status();
    expect(lastCycle).toMatchObject({
      end: 'stopped',
      counts: { peopleCreated: 3, failures: 1, groupsCreated: 0 },
    });
    expect(lastCycle?.errors).toEqual([
      {
        about: expect.stringContaining('@'),
        status: 401,
        sentence: expect.stringMatching(/^POST \/Users was answered 401: This SCIM token/u),
      },
    ]);
    expect(state).toBe(vendor.startsWith('entra') ? 'quarantined' : 'idle');
    expect(waiting).toMatchObject({ people: 3 });
    expect(await expectWhole()).toHaveLength(3);
    expect(await groups()).toEqual([]);
    expect(wire.lines().at(-1)).toBe('POST /Users 401');
    expect(JSON.stringify(idp.status())).not.toContain(token);
    idp.setToken({ token });
    await expectCaughtUp();
  },
);

test.each(vendors)(
  '%s: SCIM is switched off in the middle of a cycle: it stops, says so, and goes on when it is back',
  async (vendor) => {
    const { idp, wire, switchTo, expectWhole, expectCaughtUp, groups, tenantOf } =
      await serveNewcomers(vendor);
    wire.meanwhile(makesSomebody, 3, () => switchTo('invite-only'));
    await idp.cycle();
    const { lastCycle, waiting } = idp.status();
    expect(lastCycle).toMatchObject({ end: 'stopped', counts: { peopleCreated: 2, failures: 1 } });
    expect(lastCycle?.errors[0]?.sentence).toBe(
      'POST /Users was answered 401: SCIM is switched off for this tenant.',
    );
    expect(waiting).toMatchObject({ people: 4 });
    const before = await tenantOf();
    expect(await expectWhole()).toHaveLength(2);
    // While it is off, nothing that is pushed gets through.
    await idp.cycle();
    expect(idp.status().lastCycle).toMatchObject({ end: 'stopped', counts: { peopleCreated: 0 } });
    expect(await tenantOf()).toEqual(before);
    expect(await groups()).toEqual([]);
    await switchTo('scim');
    await expectCaughtUp();
  },
);

test('entra: a token rotated between the PATCHes of one group leaves no member half told', async () => {
  const { idp, wire, call, newToken, expectCaughtUp } = await serveNewcomers('entra');
  let token = '';
  wire.meanwhile(
    (line) => line.startsWith('PATCH /Groups'),
    3,
    async () => {
      token = await newToken();
    },
  );
  await idp.cycle();
  expect(idp.status()).toMatchObject({ state: 'quarantined', lastCycle: { end: 'stopped' } });
  idp.setToken({ token });
  await expectCaughtUp();
  const teams = (await call('GET', '/teams/user?limit=1000')).body.data;
  const late = teams.find(({ teamName }) => teamName === 'late-shift');
  const posted = wire.exchanges.filter(({ method, path }) => method === 'POST' && path === '/Groups');
  expect(posted.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(new Set(late?.manifest.members).size).toBe(late?.manifest.members.length);
  expect(late?.totalMemberCount).toBeGreaterThan(0);
});
