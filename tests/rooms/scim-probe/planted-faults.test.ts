import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ScimPlace } from '../../../src-contract/scim-probe.ts';
import { builtProgram } from '../harness/programs.ts';
import { emailsMustBeLists, onlyScimSeesIt, readFaults, writeFaults } from './faults.ts';
import { type Fault, type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts';
import { blamed, type OpenedProbe, openProbe, sentenceOf } from './open-probe.ts';

const thread = builtProgram('cache-thread');
let opened: OpenedProbe;

beforeAll(async () => {
  opened = await openProbe(thread, ['--users', '300']);
}, 60_000);
afterEach(() => opened.proxy.plant(null));
afterAll(async () => {
  await opened.close();
});

describe('the connection test names each planted fault and blames nothing else', () => {
  test.each(Object.entries(readFaults))('%s', async (_name, { fault, blames }) => {
    const tokenId = await opened.take();
    opened.proxy.plant(fault);
    const { runId } = await opened.main.value('scim-probe/start-test', { tokenId });
    const run = await opened.ended(runId);
    expect(blamed(run.checks)).toEqual([...blames].sort());
    for (const check of run.checks)
      expect(check.next === null).toBe(check.result === 'passed' || check.result === 'skipped');
  });

  test('a wrong token, an API token and a token that has run out are told apart', async () => {
    opened.clipboard('abcdefgh-no-such-token');
    const wrong = await opened.test();
    expect(blamed(wrong.checks)).toEqual(['token-accepted failed']);
    opened.clipboard(opened.sandbox.token);
    const api = await opened.test();
    expect(blamed(api.checks)).toEqual(['token-accepted failed', 'token-kind failed']);
    expect(sentenceOf(api, 'token-kind')).toBe('The REST API takes it: it is an API token');
    const ended = Buffer.from(JSON.stringify({ exp: Math.floor(Date.now() / 1000) - 90_000 }));
    opened.clipboard(`e30.${ended.toString('base64url')}.c2ln`);
    const old = await opened.test();
    expect(blamed(old.checks)).toEqual(['token-accepted failed', 'token-age failed']);
    expect(sentenceOf(old, 'token-age')).toBe('It ended 1 d ago');
    opened.clipboard(opened.scimToken);
  });

  test('a wrong form of the URL is named, and the rest is tested without it', async () => {
    const { scimUrl, ssoId } = opened;
    const users = await opened.test({ is: 'typed', scimUrl: `${scimUrl}/Users` });
    expect(blamed(users.checks)).toEqual(['url-users failed']);
    const slash = await opened.test({ is: 'typed', scimUrl: `${scimUrl}/` });
    expect(blamed(slash.checks)).toEqual(['url-slash look']);
    const other = await opened.test({ is: 'typed', scimUrl: scimUrl.replace('/sandbox/', '/elsewhere/') });
    expect(blamed(other.checks)).toContain('url-place failed');
    expect(sentenceOf(other, 'url-place')).toContain('sandbox');
    const none = await opened.test({ is: 'typed', scimUrl: scimUrl.replace(`/${ssoId}`, '') });
    expect(blamed(none.checks)).toContain('url-place failed');
  });

  test('an address over plain http elsewhere, a metadata service and a query get no token', async () => {
    const { main, tenantId } = opened;
    const take = (scimUrl: string) =>
      main.call('scim-probe/take-token', { tenantId, place: { is: 'typed', scimUrl } });
    expect(await take('http://scim.example.com/v2')).toMatchObject({
      failure: { code: 'address-not-https' },
    });
    for (const wrong of [
      'https://169.254.169.254/scim',
      'https://a:b@example.com/scim',
      'https://x.example/scim?a=1',
    ])
      expect(await take(wrong)).toMatchObject({ failure: { code: 'scim-url-invalid', field: 'scimUrl' } });
  });
});

describe('the probe names each planted fault, blames nothing else, and removes what it made', () => {
  let service: FaultyProxy;
  let place: ScimPlace;

  // Another address than the tenant's: a SCIM service of its own, without REST and copy, which is quicker.
  beforeAll(async () => {
    service = await startFaultyProxy(opened.sandbox.tenantUrl);
    place = { is: 'typed', scimUrl: opened.scimUrl.replace(opened.proxy.origin, service.origin) };
  });
  afterEach(() => service.plant(null));
  afterAll(() => service.close());

  test.each(Object.entries(writeFaults))(
    '%s',
    async (_name, { fault, blames }) => {
      const run = await opened.probe({ place, fault, at: service });
      expect(blamed(run.checks)).toEqual([...blames].sort());
      service.plant(null);
      await opened.sweep(place);
    },
    60_000,
  );

  test('each provider is judged by its own requests', async () => {
    const verdicts = async (fault: Fault) => {
      const { vendors } = await opened.probe({ place, fault, at: service, replays: 'providers' });
      await opened.sweep(place);
      return vendors.filter(({ verdict }) => verdict !== 'works');
    };
    const emptied = await verdicts(writeFaults['a removal by list that empties the group'].fault);
    expect(emptied.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
      'entra works-with-a-switch',
      'jumpcloud breaks',
    ]);
    expect(emptied[0]?.sentence).toContain('add ?aadOptscim062020 to the tenant URL in Entra');
    expect(emptied[1]?.sentence).toBe(
      'Breaks here because removing a member by a list of values: the group is empty afterwards',
    );
    const pathless = await verdicts(writeFaults['operations without a path refused'].fault);
    expect(pathless.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(['okta works-with-a-switch']);
    const lists = await verdicts(emailsMustBeLists);
    expect(lists.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(['onelogin breaks']);
  }, 120_000);
});

test('a deactivation that REST does not see is told', async () => {
  const run = await opened.probe({ fault: onlyScimSeesIt() });
  expect(blamed(run.checks)).toEqual(['rest-view failed']);
  expect(sentenceOf(run, 'rest-view')).toBe('After deactivating: REST shows the person active');
  opened.proxy.plant(null);
  await opened.sweep();
}, 60_000);
