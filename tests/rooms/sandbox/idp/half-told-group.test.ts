import { expect, onTestFinished, test } from 'vitest';
import type { DirectoryPerson } from '../../../../src-sandbox/idp/directory.ts';
import { entra } from '../../../../src-sandbox/idp/entra.ts';
import { jumpcloud } from '../../../../src-sandbox/idp/jumpcloud.ts';
import { runCycle } from '../../../../src-sandbox/idp/run-cycle.ts';
import { openScimWire } from '../../../../src-sandbox/idp/scim-wire.ts';
import type { SeenRow } from '../serve-sandbox.ts';
import { serveIdp } from './serve-idp.ts';

function asPushed({ email, metadata }: SeenRow): DirectoryPerson {
  const displayName = metadata?.displayName ?? email;
  const [givenName = '', familyName = ''] = displayName.split(' ');
  const name = { givenName, familyName, displayName, title: null, department: null };
  return { id: email, userName: email, ...name, standing: 'assigned', leftAt: null };
}

/** A directory of nine people whom the tenant knows, and of one group with some of them. */
async function serveGroup(vendor: 'entra' | 'jumpcloud') {
  const sandbox = await serveIdp(vendor);
  const people = (await sandbox.everybody()).filter(({ active }) => active).slice(1, 10);
  const directory = {
    people: new Map(people.map((person) => [person.email, asPushed(person)])),
    groups: new Map<string, { id: string; name: string; members: ReadonlySet<string> }>(),
  };
  const links = {
    people: new Map(people.map((row) => [row.email, { remoteId: row.id, pushed: asPushed(row) }])),
    groups: new Map(),
  };
  let token = await sandbox.newToken();
  const rules = vendor === 'entra' ? entra('entra') : jumpcloud();
  const scimUrl = sandbox.sso.scimUrl.replace(sandbox.tenantUrl, sandbox.wire.url);
  const line = openScimWire(rules.habits, () => ({ scimUrl, token }));
  onTestFinished(() => line.close());
  const emails = people.map(({ email }) => email);
  return {
    ...sandbox,
    emails,
    /** Who is in the group as the directory has it; the others go on without one. */
    setMembers(members: readonly string[]) {
      directory.groups.set('g', { id: 'g', name: 'late-shift', members: new Set(members) });
      directory.groups.set('rest', { id: 'rest', name: 'early-shift', members: new Set(emails) });
    },
    cycle: () => runCycle({ vendor: rules, wire: line, directory, links, now: 0, connection: 'proven' }),
    async renewToken() {
      token = await sandbox.newToken();
    },
    async members() {
      const teams = (await sandbox.call('GET', '/teams/user?limit=1000')).body.data;
      return teams.find(({ teamName }) => teamName === 'late-shift')?.manifest.members.toSorted() ?? [];
    },
  };
}

test.each([
  ['entra', 3],
  ['jumpcloud', 2],
] as const)(
  '%s: who was taken in before a cycle broke off, and moved on before the next, is taken out',
  async (vendor, nth) => {
    const { emails, setMembers, cycle, wire, call, sso, renewToken, members } = await serveGroup(vendor);
    setMembers(emails.slice(0, 2));
    expect((await cycle()).stoppedBy).toBeUndefined();
    setMembers(emails.slice(0, 8));
    wire.meanwhile(
      (line) => line.startsWith('PATCH /Groups'),
      nth,
      () => call('POST', `/sso/${sso.id}/scim-token`),
    );
    const broken = await cycle();
    expect(broken.stoppedBy?.kind).toBe('credentials');
    const taken = await members();
    expect(taken.length).toBeGreaterThan(2);
    // The end of a cycle is its end: nothing more is under way.
    const sent = wire.exchanges.length;
    await renewToken();
    expect(wire.exchanges).toHaveLength(sent);
    setMembers(emails.slice(0, 1));
    expect((await cycle()).troubles).toEqual([]);
    expect(await members()).toEqual(emails.slice(0, 1));
  },
);
