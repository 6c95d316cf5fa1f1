import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, ok } from '../../../src-contract/outcome.ts';
import {
  type ModeSwitchPlan,
  modeSwitchPlanSchema,
  type ProvisioningMode,
} from '../../../src-contract/provisioning.ts';
import { saveUsers } from '../../../src-main/features/users/users-rows.ts';
import { userWireSchema } from '../../../src-main/tenant-api/wire/users.ts';
import { type RunningSandbox, serveSandbox } from '../harness/start-sandbox.ts';
import { isPending, isScim, type LiveUser, listNames, readLive } from './live-counts.ts';
import { makeFolder, type OpenedRooms, openRooms } from './open-rooms.ts';
import { told } from './told.ts';

const tenantId = 'tenant-1';
const modes = ['scim', 'jit', 'invite-only'] as const;
const six = modes.flatMap((from) => modes.filter((to) => to !== from).map((to) => ({ from, to })));

let sandbox: RunningSandbox;
let rooms: OpenedRooms;
let disk: ReturnType<typeof makeFolder>;
let live: Awaited<ReturnType<typeof readLive>>;

beforeAll(async () => {
  sandbox = await serveSandbox(['--users', '400']);
  live = await readLive(sandbox);
});
afterAll(() => sandbox.stop());
beforeEach(async () => {
  disk = makeFolder();
  rooms = await openRooms({ ...sandbox, folder: disk.folder });
});
afterEach(async () => {
  await rooms.close();
  disk.drop();
});

const plan = async (to: ProvisioningMode): Promise<ModeSwitchPlan> =>
  told(await rooms.handlers['provisioning/plan-switch']({ tenantId, to }));
const countOf = ({ rehearsal }: ModeSwitchPlan, list: string): number | undefined =>
  rehearsal.lists.find((one) => one.list === list)?.count;
const emails = (is: (user: LiveUser) => boolean): string[] =>
  live.users
    .filter(is)
    .map(({ email }) => email)
    .sort();
const give = async (text: string, fileName = 'export.csv') =>
  rooms.handlers['provisioning/open-export']({
    tenantId,
    fileName,
    bytes: new Uint8Array(Buffer.from(text)),
  });

describe('the six switches', () => {
  test.each(six)('$from to $to: shown, made, and found as predicted', async ({ from, to }) => {
    told(await rooms.client.putProvisioningMode(from));
    await rooms.sync();
    const before = await readLive(sandbox);
    const shown = await plan(to);
    expect(modeSwitchPlanSchema.parse(shown)).toEqual(shown);
    expect(shown).toMatchObject({ from, to, blockedBecause: null, switchIn: 'here', modeIs: 'reported' });
    const scim = before.users.filter(isScim);
    expect(countOf(shown, 'scim-people')).toBe(scim.length);
    expect(countOf(shown, 'other-people')).toBe(before.users.length - scim.length);
    expect(countOf(shown, 'open-invites')).toBe(before.users.filter(isPending).length);
    const scimTeams = before.teams.filter(({ metadata }) => metadata?.createdByScim === true).length;
    expect(scimTeams).toBeGreaterThan(0);
    const touchesScim = from === 'scim' || to === 'scim';
    expect(countOf(shown, 'scim-teams')).toBe(touchesScim ? scimTeams : undefined);
    const { rehearsalId, backup } = shown.rehearsal;
    expect(await listNames(rooms, rehearsalId, 'scim-people')).toEqual(emails(isScim));
    expect(backup.count).toBe(from === 'scim' ? scim.length : before.users.length);

    const { jobId } = told(
      await rooms.handlers['provisioning/switch-mode']({
        planId: shown.planId,
        acknowledged: true,
        typedTenantName: 'Halden Robotics',
        backup: 'save',
      }),
    );
    expect(told(await rooms.jobs.awaitEnd(jobId)).state).toBe('done');
    const [saved] = rooms.saved;
    expect(saved?.name).toBe(`halden-robotics-${from}-to-${to}-backup.csv`);
    expect(saved?.text.trim().split('\r\n').length).toBe(backup.count + 1);

    const after = await readLive(sandbox);
    expect(after.mode).toBe(to);
    const standing = ({ users }: typeof after) =>
      users.map(({ email, active, roles, metadata }) => ({ email, active, roles, metadata }));
    expect(standing(after)).toEqual(standing(before));
    const { result } = told(await rooms.handlers['provisioning/switch-result']({ tenantId, jobId }));
    const seen = Object.fromEntries(result?.check?.lines.map((line) => [line.label, line.seen]) ?? []);
    const editable = after.users.filter(({ isEditable }) => isEditable).length;
    expect(seen).toMatchObject({
      Mode: { scim: 'SCIM', jit: 'just-in-time', 'invite-only': 'invite-only' }[to],
      People: String(after.users.length),
      'People editable here': String(editable),
      'Teams that sync': String(after.teams.filter(({ isEditable }) => !isEditable).length),
    });
    expect(result?.check?.lines.every(({ is }) => is === 'as-predicted')).toBe(true);
    expect(rooms.trail().at(-1)?.outcome).toContain('After-check: as predicted');

    // The way back is a plan that says what it does not restore.
    const undo = told(await rooms.jobs.planUndo(jobId));
    expect(undo.putBackCount).toBe(1);
    expect(undo.lost.length).toBe(1 + (from === 'scim' ? 2 : 0) + (to === 'scim' ? 1 : 0));
    expect(undo.asks.acknowledge).not.toBe(null);
    const confirmed = { typed: undo.asks.typeTenantName ?? '', acknowledged: true };
    const undone = told(await rooms.jobs.undo(jobId, undo.planId, confirmed));
    expect(told(await rooms.jobs.awaitEnd(undone.id)).state).toBe('done');
    expect((await readLive(sandbox)).mode).toBe(from);
    const latest = told(await rooms.handlers['provisioning/switch-result']({ tenantId, jobId: null }));
    expect(latest.result).toMatchObject({ by: 'undo', from: to, to: from, state: 'done' });
    expect(latest.result?.check?.lines.every(({ is }) => is === 'as-predicted')).toBe(true);
    told(await rooms.client.putProvisioningMode('scim'));
  });
});

describe('what was seen binds the switch', () => {
  const confirm = (planId: string, backup: 'save' | 'skip' = 'skip') =>
    rooms.handlers['provisioning/switch-mode']({
      planId,
      acknowledged: true,
      typedTenantName: 'Halden Robotics',
      backup,
    });

  test('a copy that differs by one person refuses the plan', async () => {
    const { planId } = await plan('jit');
    const [first] = live.users;
    const changed = { ...first, active: !first?.active };
    const users = [userWireSchema.parse(changed)];
    await rooms.cache.write(saveUsers, { tenantId, users });
    expect(await confirm(planId)).toMatchObject({ ok: false, failure: { code: 'plan-differs' } });
    expect(await confirm(planId)).toMatchObject({ failure: { code: 'plan-expired' } });
    expect(rooms.jobs.all(null, 'all')).toEqual([]);
    expect((await readLive(sandbox)).mode).toBe('scim');
  });

  test('a backup that is not saved stops the switch, and the plan stays for another try', async () => {
    const { planId } = await plan('jit');
    const save = rooms.save;
    rooms.save = () => failed(describeFailure('file-not-saved', { file: 'x.csv', why: 'the disk is full' }));
    expect(await confirm(planId, 'save')).toMatchObject({ failure: { code: 'file-not-saved' } });
    rooms.save = () => ok(null);
    expect(await confirm(planId, 'save')).toMatchObject({ failure: { code: 'backup-not-saved' } });
    expect(rooms.jobs.all(null, 'all')).toEqual([]);
    expect((await readLive(sandbox)).mode).toBe('scim');
    rooms.save = save;
    const { jobId } = told(await confirm(planId, 'save'));
    told(await rooms.jobs.awaitEnd(jobId));
    expect((await readLive(sandbox)).mode).toBe('jit');
    told(await rooms.client.putProvisioningMode('scim'));
  });

  test('a tenant that is not as predicted after the switch is told with names and numbers', async () => {
    const { planId } = await plan('jit');
    // Somebody joins after the copy was compared: the switch goes on, and the check tells.
    await fetch(`${sandbox.tenantUrl}/api/svc/v1/users/register`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'late.comer@halden.example' }),
    });
    const { jobId } = told(await confirm(planId));
    expect(told(await rooms.jobs.awaitEnd(jobId)).state).toBe('done');
    const people = live.users.length;
    expect(rooms.jobs.rows(jobId)[0]?.outcome).toMatch(
      new RegExp(`After-check: \\d differences\\. People: ${people} predicted, ${people + 1} seen`, 'u'),
    );
    // Checked again, it is a job of its own and says the same.
    const again = told(await rooms.handlers['provisioning/check-switch']({ jobId }));
    told(await rooms.jobs.awaitEnd(again.jobId));
    const { result } = told(
      await rooms.handlers['provisioning/switch-result']({ tenantId, jobId: again.jobId }),
    );
    expect(result?.check?.lines.find(({ label }) => label === 'People')).toMatchObject({
      predicted: String(people),
      seen: String(people + 1),
      is: 'differs',
    });
    told(await rooms.client.putProvisioningMode('scim'));
    live = await readLive(sandbox);
  });
});

describe('offline', () => {
  test('is rehearsed from the copy with its age, with a file too, and cannot be made', async () => {
    await plan('jit');
    const reached = rooms.client;
    reached.close();
    rooms.refresh = () => failed(describeFailure('unreachable', { host: 'platform' }));
    const text = `email,status\n${emails(isScim)
      .slice(0, 10)
      .map((email) => `${email},ACTIVE`)
      .join('\n')}`;
    expect(told(await give(text))).toMatchObject({ people: 10, left: 0 });
    const away = await openRoomsAway();
    const shown = told(await away.handlers['provisioning/plan-switch']({ tenantId, to: 'jit' }));
    expect(shown).toMatchObject({
      from: 'scim',
      modeIs: 'reported',
      blockedBecause: 'Needs the connection',
      asOf: '2026-11-23T10:00:00.000Z',
    });
    expect(countOf(shown, 'scim-people')).toBe(emails(isScim).length);
    const confirmed = { planId: shown.planId, acknowledged: true, backup: 'skip' } as const;
    expect(
      await away.handlers['provisioning/switch-mode']({ ...confirmed, typedTenantName: 'Halden Robotics' }),
    ).toMatchObject({ failure: { code: 'unreachable' } });
    await away.close();
  });
});

/** The same profile with nobody at the tenant's address. */
async function openRoomsAway(): Promise<OpenedRooms> {
  await rooms.close();
  const away = await openRooms({
    ...sandbox,
    tenantUrl: 'http://127.0.0.1:9',
    folder: disk.folder,
    copy: 'as-it-is',
  });
  away.refresh = () => failed(describeFailure('unreachable', { host: 'platform' }));
  rooms = away;
  return { ...away, close: async () => undefined };
}

describe('an export of the identity provider', () => {
  const of = (users: readonly string[], row: (email: string) => string): string => users.map(row).join('\n');
  const shapes = [
    {
      name: 'Okta',
      header: 'User Id,Username,First name,Last name,Primary email,Status,Groups',
      here: (email: string) => `00u1,${email},A,B,${email},ACTIVE,"Field Crew;ops"`,
      left: (email: string) => `00u2,${email},A,B,${email},DEPROVISIONED,`,
      groups: 2,
    },
    {
      name: 'Entra ID',
      header: 'id,userPrincipalName,displayName,surname,mail,givenName,userType,accountEnabled',
      here: (email: string) =>
        `1,${email.replace('@', '_')}@halden.onmicrosoft.com,A B,B,${email},A,Member,True`,
      left: (email: string) => `2,${email},A B,B,,A,Member,False`,
      groups: 0,
    },
    {
      name: 'Google',
      header:
        'First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Status [READ ONLY],Recovery Email',
      here: (email: string) => `A,B,${email.toUpperCase()},****,Active,home@elsewhere.example`,
      left: (email: string) => `A,B,${email},****,Suspended,`,
      groups: 0,
    },
    {
      name: 'plain, semicolons',
      header: 'E-Mail;Aktiv;Gruppen',
      here: (email: string) => `${email};ja;Süd Team`,
      left: (email: string) => `${email};nein;`,
      groups: 1,
    },
  ];
  test.each(shapes)(
    'of $name: who is in both, left, missing, orphaned',
    async ({ header, here, left, groups }) => {
      const active = live.users.filter(({ active: is }) => is);
      const scim = active.filter(isScim).map(({ email }) => email);
      const inFile = scim.slice(0, 100);
      const leavers = scim.slice(100, 110);
      const gone = live.users.filter((user) => !user.active && isScim(user)).map(({ email }) => email);
      const others = active.filter((user) => !isScim(user)).map(({ email }) => email);
      const rows = [
        header,
        of([...inFile, ...others.slice(0, 5), ...gone.slice(0, 2), 'new.one@halden.example'], here),
        of(leavers, left),
      ];
      const told0 = told(await give(rows.join('\n')));
      expect(told0).toMatchObject({ left: leavers.length, groups });
      told(await rooms.client.putProvisioningMode('jit'));
      const shown = await plan('scim');
      const { rehearsalId } = shown.rehearsal;
      const list = (name: Parameters<typeof listNames>[2]) => listNames(rooms, rehearsalId, name);
      expect(await list('in-both')).toEqual([...inFile, ...others.slice(0, 5)].sort());
      expect(await list('matched')).toEqual(others.slice(0, 5).sort());
      expect((await list('not-here')).map((email) => email.toLowerCase())).toEqual([
        'new.one@halden.example',
      ]);
      expect(await list('left-active')).toEqual(leavers.sort());
      expect(await list('back')).toEqual(gone.slice(0, 2).sort());
      expect(await list('orphans')).toEqual(scim.slice(110).sort());
      expect(await list('only-here')).toEqual(others.slice(5).sort());
      told(await rooms.client.putProvisioningMode('scim'));
    },
  );

  test('with nothing to compare by is refused, and the one before stays', async () => {
    told(await give('email\nada@halden.example\n', 'first.csv'));
    expect(await give('city,size\nOslo,3\n')).toMatchObject({ failure: { code: 'export-without-email' } });
    expect(await give('')).toMatchObject({ failure: { code: 'file-empty' } });
    expect((await plan('jit')).rehearsal.export).toMatchObject({ fileName: 'first.csv', people: 1 });
    told(await rooms.handlers['provisioning/drop-export']({ tenantId }));
    expect((await plan('jit')).rehearsal.export).toBe(null);
  });

  test('names group names that break the rule, with names that would do', async () => {
    told(await give('email,groups\nada@halden.example,"Field Crew|QA|night-shift|Vision_Partners"\n'));
    told(await rooms.client.putProvisioningMode('jit'));
    const shown = await plan('scim');
    const { rows } = told(
      await rooms.handlers['provisioning/rehearsal-rows']({
        rehearsalId: shown.rehearsal.rehearsalId,
        list: 'bad-groups',
        text: '',
        offset: 0,
        limit: 500,
      }),
    );
    const findings = Object.fromEntries(rows.map(({ name, detail, note }) => [name, { detail, note }]));
    expect(findings['Field Crew']).toEqual({
      detail: 'field-crew',
      note: expect.stringContaining('Not synced'),
    });
    expect(findings.Vision_Partners?.note).toContain('SCIM takes it');
    expect(findings['night-shift']).toBe(undefined);
    told(await rooms.client.putProvisioningMode('scim'));
  });
});

describe('the admin who gets in when the provider does not', () => {
  test('is named; with everybody in the export there is none, and that is a warning', async () => {
    const shown = await plan('jit');
    const outside = live.users.filter(
      (user) => user.active && !isScim(user) && user.roles.includes('tenant-admin') && !isPending(user),
    );
    const passwords = outside.filter(({ metadata }) => metadata.registeredInIdp === false);
    expect(shown.rehearsal.breakGlass.count).toBe(passwords.length);
    expect(shown.rehearsal.breakGlass.look).toBe(passwords.length > 0 ? 'ok' : 'warn');
    told(await give(['email', ...live.users.map(({ email }) => email)].join('\n')));
    const withFile = await plan('jit');
    expect(withFile.rehearsal.breakGlass).toMatchObject({
      count: 0,
      look: 'warn',
      sentence: expect.stringContaining('No active admin remains outside Okta'),
    });
  });
});

describe('saved', () => {
  test('as a checklist with age, counts, names and steps, and as CSV without formulas', async () => {
    const hostile = '=HYPERLINK("http://x","y")';
    await rooms.cache.write(saveUsers, {
      tenantId,
      users: [
        userWireSchema.parse({
          ...live.users.find(isScim),
          metadata: { createdByScim: true, displayName: hostile },
        }),
      ],
    });
    const shown = await plan('jit');
    const { rehearsalId } = shown.rehearsal;
    told(await rooms.handlers['provisioning/save-rehearsal']({ rehearsalId, as: 'checklist' }));
    told(await rooms.handlers['provisioning/save-rehearsal']({ rehearsalId, as: 'people' }));
    const [checklist, people] = rooms.saved;
    expect(checklist?.name).toBe('halden-robotics-scim-to-jit-checklist.md');
    expect(checklist?.text).toContain('- [ ] Turn provisioning off in Okta');
    expect(checklist?.text).toContain('local copy of 2026-11-23 10:00 UTC');
    expect(checklist?.text).toContain(`${emails(isScim).length} people become unmanaged`);
    expect(people?.text).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
    expect(people?.text).not.toMatch(/(^|,)=HYPERLINK/mu);
  });
});

describe('a control plane with the published API only', () => {
  test('is rehearsed, recorded after the console, and checked as far as it tells', async () => {
    const bare = await serveSandbox(['--users', '120', '--published-only']);
    const other = makeFolder();
    const bareRooms = await openRooms({ ...bare, folder: other.folder, profile: 'published-only' });
    const { handlers } = bareRooms;
    const shown = told(await handlers['provisioning/plan-switch']({ tenantId, to: 'jit' }));
    expect(shown).toMatchObject({ switchIn: 'console', modeIs: 'inferred', from: 'scim' });
    expect(bareRooms.trail()).toEqual([]);
    const { rehearsalId } = shown.rehearsal;
    const recorded = told(await handlers['provisioning/record-switch']({ rehearsalId }));
    told(await bareRooms.jobs.awaitEnd(recorded.jobId ?? ''));
    const { result } = told(
      await handlers['provisioning/switch-result']({ tenantId, jobId: recorded.jobId }),
    );
    expect(result).toMatchObject({ by: 'console', state: 'done' });
    // Nobody switched in this console: the tenant still locks its people, and the check says so.
    const lines = Object.fromEntries(result?.check?.lines.map((line) => [line.label, line]) ?? []);
    expect(lines.Mode?.seen).toBe('not reported');
    expect(lines['People managed by the identity provider']).toMatchObject({ predicted: '0', is: 'differs' });
    expect(bareRooms.trail().map(({ phase, outcome }) => `${phase} ${outcome}`)).toEqual([
      'result recorded: just-in-time',
      expect.stringContaining('intent'),
      expect.stringContaining('differences'),
    ]);
    expect(bareRooms.jobs.current(recorded.jobId ?? '')?.undo).toBe('not-possible');
    await bareRooms.close();
    other.drop();
    await bare.stop();
  });
});
