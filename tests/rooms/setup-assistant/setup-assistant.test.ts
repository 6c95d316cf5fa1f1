import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SetUp, SetUpFactName } from '../../../src-contract/setup-assistant.ts';
import { guides } from '../../../src-renderer/screens/provisioning/setup-assistant/guides/guides.ts';
import { stepStates } from '../../../src-renderer/screens/provisioning/setup-assistant/step-states.ts';
import { type SandboxApi, sandboxApi } from '../../e2e/harness/sandbox-api.ts';
import { builtProgram } from '../harness/programs.ts';
import { type RunningSandbox, serveSandbox } from '../harness/start-sandbox.ts';
import { type OpenedMain, openMain } from '../main/open-main.ts';
import { controlIdp, type IdpControl } from './control-idp.ts';

const thread = builtProgram('cache-thread');
let sandbox: RunningSandbox;
let main: OpenedMain;
let tenantId: string;
let api: SandboxApi;
let saved: string[];

beforeEach(() => {
  saved = [];
});
afterEach(async () => {
  await main.close();
  main.remove();
  await sandbox.stop();
});

async function start(...args: string[]): Promise<void> {
  sandbox = await serveSandbox(args);
  api = sandboxApi(sandbox);
  main = await openMain(thread, undefined, {
    saveFile: async ({ text }) => {
      saved.push(text);
      return { ok: true, value: { fileName: 'group-names.csv' } };
    },
    chooseFile: async () => ({
      ok: true,
      value: {
        fileName: 'groups.csv',
        bytes: new TextEncoder().encode(
          'id,displayName,type\r\n1,Field Crew,security\r\n2,"Vision, Partners",m365\r\n',
        ),
      },
    }),
  });
  tenantId = await main.connect(sandbox);
}

/** Syncs, and waits for the end of it. */
async function synced(): Promise<void> {
  const { lastSyncAt: before } = await main.value('sync/status', { tenantId });
  await main.value('sync/start', { tenantId });
  await main.hear((change) => {
    if (change.what !== 'sync' || change.status.phase !== 'idle') return false;
    return Date.parse(change.status.lastSyncAt ?? '') > Date.parse(before ?? '');
  });
}
const read = (): Promise<SetUp> => main.value('setup-assistant/read', { tenantId });
const stateOf = (setUp: SetUp, name: SetUpFactName): string => setUp.facts[name].state;
const stepsOf = (setUp: SetUp): string =>
  stepStates(guides[setUp.idp], setUp)
    .map(({ state }) => state)
    .join(' ');

async function newToken(): Promise<string> {
  const { sso } = await main.value('provisioning/read', { tenantId });
  const { body } = await api.api(`/sso/${sso[0]?.id ?? ''}/scim-token`, { method: 'POST' });
  return (body as { token: string }).token;
}

/** A tenant where nobody has set anything up but SSO, and SCIM was switched on. */
async function startFresh(vendor: 'okta' | 'entra'): Promise<IdpControl> {
  await start('--users', '1', '--mode', 'invite-only', '--idp', vendor);
  await api.api('/settings/provisioning', { method: 'PUT', body: JSON.stringify({ mode: 'scim' }) });
  return controlIdp(sandbox.controlUrl);
}

describe.each(['okta', 'entra'] as const)('connecting %s', (vendor) => {
  test('ticks each step as it happens at the tenant, and takes ticks back when the token is broken', async () => {
    const idp = await startFresh(vendor);
    await main.value('setup-assistant/choose-idp', { tenantId, idp: vendor });
    const before = await read();
    expect(before).toMatchObject({ idp: vendor, idpIs: 'chosen', connection: { name: 'Okta' } });
    expect(before.connection?.scimUrl).toMatch(/\/api\/svc\/v1\/scim\/v2\//);
    expect(stepsOf(before)).toBe('done current waiting waiting waiting waiting');
    expect(before.facts.token.sentence).toBe('No token yet. Make one beside this.');

    const first = await newToken();
    const made = await read();
    expect([stateOf(made, 'token'), stateOf(made, 'token-used')]).toEqual(['done', 'waiting']);
    expect(stepsOf(made)).toBe('done current waiting waiting waiting waiting');
    expect(JSON.stringify(made)).not.toContain(first);

    await idp.pasteToken(first);
    await idp.cycle();
    await synced();
    const pushed = await read();
    expect(stepsOf(pushed)).toMatch(/^done done done current (done|look) done$/);
    const scimPeople = (await api.allUsers()).filter(
      ({ metadata }) => metadata.createdByScim === true,
    ).length;
    expect(scimPeople).toBeGreaterThan(0);
    expect(pushed.facts.people.sentence).toContain(`${scimPeople} `);
    expect(stateOf(pushed, 'deactivation')).toBe('waiting');

    await idp.leave(1);
    await idp.cycle();
    await synced();
    const left = await read();
    expect(left.facts.deactivation.sentence).toBe('1 deactivation seen');
    expect(stepsOf(left)).toMatch(/^done done done done (done|look) done$/);

    // The admin rotates, and forgets to paste.
    const second = await newToken();
    await idp.leave(1);
    await idp.cycle();
    await synced();
    const broken = await read();
    expect(broken.facts['token-used']).toMatchObject({ state: 'look' });
    expect(broken.facts['token-used'].sentence).toContain('may still hold the former token');
    expect(stepsOf(broken)).toMatch(/^done look look done (done|look) look$/);

    await idp.pasteToken(second);
    await idp.cycle();
    await synced();
    expect(stepsOf(await read())).toMatch(/^done done done done (done|look) done$/);
  });
});

test('a group under a name that only SCIM takes is to be renamed, and no more once it was', async () => {
  const idp = await startFresh('okta');
  await idp.pasteToken(await newToken());
  await idp.makeGroup('Vision_Partners');
  await idp.makeGroup('Field Crew');
  await idp.cycle();
  await synced();
  const teams = await main.value('setup-assistant/fit-names', { tenantId, groups: 'seen' });
  expect(teams.names.map(({ group }) => group)).toContain('Vision_Partners');
  // SCIM refused it, so nobody saw it come: only a list from the provider can tell of it.
  expect(teams.names.map(({ group }) => group)).not.toContain('Field Crew');
  const amber = await read();
  expect(stateOf(amber, 'group-names')).toBe('look');
  expect(amber.toRename).toContainEqual({
    group: 'Vision_Partners',
    team: 'vision-partners',
    asItIs: 'scim-only',
    why: 'Only lower-case letters.',
    how: 'fitted',
    clash: null,
  });
  for (const { group, team } of amber.toRename) await idp.renameGroup(group, team);
  await idp.cycle();
  await synced();
  const renamed = await read();
  expect(renamed.toRename).toEqual([]);
  expect(stateOf(renamed, 'group-names')).toBe('done');
});

test('names come out of a CSV; those that were taken stay, are awaited, and come in a file that a spreadsheet cannot calculate', async () => {
  await start('--users', '120', '--mode', 'scim');
  const { file } = await main.value('setup-assistant/choose-names-file', { tenantId });
  expect(file).toEqual({
    fileName: 'groups.csv',
    likely: 1,
    columns: [
      { title: 'id', groups: ['1', '2'] },
      { title: 'displayName', groups: ['Field Crew', 'Vision, Partners'] },
      { title: 'type', groups: ['security', 'm365'] },
    ],
  });

  const manual = (await main.value('teams/list', { tenantId })).teams.find(
    ({ source }) => source === 'manual',
  );
  expect(manual).toBeDefined();
  const groups = ['Field Crew', '=cmd|calc', manual?.name ?? '', 'Field Crew'];
  const { names, doubles } = await main.value('setup-assistant/fit-names', { tenantId, groups });
  expect(doubles).toBe(1);
  expect(names.find(({ group }) => group === manual?.name)?.clash).toMatchObject({
    source: 'manual',
    advised: 'apart',
  });

  const [crew] = names;
  const renames = [{ group: 'Field Crew', team: crew?.team ?? '' }];
  await main.value('setup-assistant/copy-names', { tenantId, renames, as: 'name' });
  const more = await main.value('setup-assistant/fit-names', {
    tenantId,
    groups: ['FIELD CREW', 'Field Crew'],
  });
  expect(more.kept).toBe(1);
  expect(more.names[1]).toMatchObject({ team: 'field-crew', how: 'kept' });
  expect(more.names[0]?.team).toMatch(/^field-crew-[a-z0-9]{4}$/);
  expect((await read()).toRename).toContainEqual(
    expect.objectContaining({ group: 'Field Crew', team: 'field-crew' }),
  );

  const all = names.map(({ group, team, clash }) => ({ group, team: clash?.apart ?? team }));
  expect(await main.value('setup-assistant/save-names', { tenantId, renames: all })).toEqual({
    savedAs: 'group-names.csv',
  });
  expect(saved[0]).toContain("'=cmd|calc");
  expect(saved[0]).toContain('Field Crew,field-crew,Rename\r\n');

  const alike = [
    { group: 'A', team: 'same-name' },
    { group: 'B', team: 'same-name' },
  ];
  const refused = await main.call('setup-assistant/save-names', { tenantId, renames: alike });
  expect(refused).toMatchObject({ ok: false, failure: { code: 'input-invalid' } });

  await main.value('setup-assistant/forget-names', { tenantId });
  expect((await main.value('setup-assistant/fit-names', { tenantId, groups })).kept).toBe(0);
});

test('where the control plane tells neither connection nor token, that is said and the copy tells the rest', async () => {
  await start('--users', '120', '--mode', 'scim', '--published-only');
  const setUp = await read();
  expect(setUp).toMatchObject({ idp: 'okta', idpIs: 'people', connection: null });
  expect(stateOf(setUp, 'sso')).toBe('not-told');
  expect(stateOf(setUp, 'token')).toBe('not-told');
  expect(setUp.facts.mode).toMatchObject({
    state: 'done',
    sentence: 'SCIM is on, inferred from what people look like',
  });
  expect(stateOf(setUp, 'people')).toBe('done');
  expect(stepsOf(setUp)).toMatch(/^not-told not-told not-told /);
});
