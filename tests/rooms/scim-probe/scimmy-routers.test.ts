import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtProgram } from '../harness/programs.ts';
import { blamed, type OpenedProbe, openProbe, sentenceOf } from './open-probe.ts';
import { type ScimmyServer, startScimmyServer } from './scimmy-server.ts';

const thread = builtProgram('cache-thread');
let opened: OpenedProbe;
let server: ScimmyServer;

beforeAll(async () => {
  server = await startScimmyServer();
  opened = await openProbe(thread, ['--users', '30']);
  opened.clipboard(server.token);
}, 60_000);
afterAll(async () => {
  await opened.close();
  await server.close();
});

test('an independent SCIM server: what the test and the probe find there, by name', async () => {
  const place = { is: 'typed', scimUrl: server.scimUrl } as const;
  const before = structuredClone(server.held());
  const tested = await opened.test(place);
  expect(blamed(tested.checks)).toEqual(['filter-letter-case failed', 'filter-quotes look']);
  expect(sentenceOf(tested, 'filter-quotes')).toContain('It refuses a quote in a value');

  const probed = await opened.probe({ place, replays: 'providers' });
  expect(blamed(probed.checks)).toEqual(['add-member-twice failed', 'false-as-text failed']);
  expect(sentenceOf(probed, 'add-member-twice')).toBe('The person is listed 2 times');
  expect(sentenceOf(probed, 'false-as-text')).toContain("expected value type 'boolean'");
  expect(probed.vendors.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
    'okta works',
    'okta-put works',
    'entra works-with-a-switch',
    'entra-scim062020 works',
    'jumpcloud breaks',
    'onelogin breaks',
    'pingfederate works',
    'google-bridge works',
    'grouper breaks',
  ]);
  expect(probed.things).toEqual([]);
  expect(server.held()).toEqual(before);
}, 90_000);
