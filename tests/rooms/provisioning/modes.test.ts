import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  modeSwitchPlanSchema,
  type ProvisioningMode,
  provisioningSchema,
} from '../../../src-contract/provisioning.ts';
import { type RunningSandbox, serveSandbox } from '../harness/start-sandbox.ts';
import { makeFolder, type OpenedRooms, openRooms } from './open-rooms.ts';
import { told } from './told.ts';

let sandbox: RunningSandbox;
let rooms: OpenedRooms;
let disk: ReturnType<typeof makeFolder>;

beforeAll(async () => {
  sandbox = await serveSandbox(['--users', '1284']);
});
afterAll(async () => {
  await sandbox.stop();
});
beforeEach(async () => {
  disk = makeFolder();
  rooms = await openRooms({ ...sandbox, folder: disk.folder });
});
afterEach(async () => {
  await rooms.close();
  disk.drop();
});

const tenantId = 'tenant-1';
const read = async () => told(await rooms.handlers['provisioning/read']({ tenantId }));
const plan = async (to: ProvisioningMode) =>
  told(await rooms.handlers['provisioning/plan-switch']({ tenantId, to }));
const confirm = (planId: string, typedTenantName = 'Halden Robotics') =>
  rooms.handlers['provisioning/switch-mode']({ planId, acknowledged: true, typedTenantName, backup: 'skip' });

describe('the provisioning mode', () => {
  test('is read from the tenant, with the counts of the copy', async () => {
    const provisioning = await read();
    expect(provisioningSchema.parse(provisioning)).toEqual(provisioning);
    expect(provisioning).toMatchObject({
      modeIs: 'reported',
      mode: 'scim',
      sso: [{ name: 'Okta', kind: 'oidc' }],
      counts: { scim: 1042, jit: 118, invited: 124, openInvites: 57, scimTeams: 31 },
    });
    expect(provisioning.tokens?.length).toBe(1);
  });

  test('a switch is shown with its figures before anything is sent', async () => {
    const shown = await plan('jit');
    expect(modeSwitchPlanSchema.parse(shown)).toEqual(shown);
    expect(shown).toMatchObject({
      from: 'scim',
      to: 'jit',
      blockedBecause: null,
      asOf: '2026-11-23T10:00:00.000Z',
      asks: { acknowledge: 'Provisioning is turned off in Okta', typeTenantName: 'Halden Robotics' },
    });
    expect(shown.figures.slice(0, 3).map(({ count }) => count)).toEqual([1042, expect.any(Number), 31]);
    expect((await read()).mode).toBe('scim');
    expect(rooms.trail()).toEqual([]);
  });

  test('needs the name of the tenant in Production, exactly, and one fresh plan each time', async () => {
    const { planId } = await plan('jit');
    for (const typed of ['', 'halden robotics', 'Halden', 'Halden Robotics2']) {
      expect(await confirm(planId, typed)).toMatchObject({
        ok: false,
        failure: { code: 'confirmation-differs' },
      });
    }
    for (const forged of [`${planId}x`, 'AAAA', tenantId]) {
      expect(await confirm(forged)).toMatchObject({ ok: false, failure: { code: 'plan-expired' } });
    }
    expect((await read()).mode).toBe('scim');
    expect(rooms.jobs.all(null, 'all')).toEqual([]);
  });

  test('is switched as a job, proved, put in the trail, and can be switched back', async () => {
    const { planId } = await plan('jit');
    const { jobId, mode } = told(await confirm(planId));
    expect(mode).toBe('jit');
    expect(told(await rooms.jobs.awaitEnd(jobId))).toMatchObject({
      state: 'done',
      kind: 'switch-mode',
      undo: 'offered',
    });
    expect((await read()).mode).toBe('jit');
    expect(await confirm(planId)).toMatchObject({ failure: { code: 'plan-expired' } });
    expect(rooms.trail()).toMatchObject([
      { phase: 'intent', actor: 'ingrid.solvang@halden.example', action: 'Switched the provisioning mode' },
      {
        phase: 'result',
        outcome: expect.stringMatching(
          /^done: SCIM → just-in-time\. After-check: as predicted, 1,284 people/u,
        ),
      },
    ]);
    // The way back is a switch of its own, with its own preview, not one click.
    expect(await rooms.jobs.undo(jobId, null)).toMatchObject({
      ok: false,
      failure: { code: 'undo-needs-plan' },
    });
    const back = await plan('scim');
    const switchedBack = told(await confirm(back.planId));
    expect(told(await rooms.jobs.awaitEnd(switchedBack.jobId))).toMatchObject({ state: 'done' });
    expect((await read()).mode).toBe('scim');
  });

  test('a mode that changed after the preview is not overwritten', async () => {
    const { planId } = await plan('jit');
    told(await rooms.client.putProvisioningMode('invite-only'));
    const { jobId } = told(await confirm(planId));
    await rooms.jobs.awaitEnd(jobId);
    expect(rooms.jobs.rows(jobId)).toMatchObject([
      { state: 'skipped', failure: { code: 'changed-meanwhile' } },
    ]);
    expect((await read()).mode).toBe('invite-only');
    told(await rooms.client.putProvisioningMode('scim'));
  });

  test('the mode that is on already cannot be switched to', async () => {
    const shown = await plan('scim');
    expect(shown.blockedBecause).toBe('SCIM is on already');
    expect(await confirm(shown.planId)).toMatchObject({ failure: { code: 'nothing-to-do' } });
  });

  test('is not recorded where the tenant reports it itself', async () => {
    const outcome = await rooms.handlers['provisioning/record-mode']({ tenantId, mode: 'jit' });
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'input-invalid' } });
  });
});

describe('a tenant without SSO', () => {
  test('cannot be switched to a mode that needs it', async () => {
    const bare = await serveSandbox(['--users', '30', '--no-sso', '--mode', 'invite-only']);
    const other = makeFolder();
    const bareRooms = await openRooms({ ...bare, folder: other.folder, environment: 'staging' });
    for (const to of ['scim', 'jit'] as const) {
      const shown = told(await bareRooms.handlers['provisioning/plan-switch']({ tenantId, to }));
      expect(shown).toMatchObject({ blockedBecause: 'Needs SSO first', asks: { typeTenantName: null } });
      const outcome = await bareRooms.handlers['provisioning/switch-mode']({
        planId: shown.planId,
        acknowledged: true,
        typedTenantName: '',
        backup: 'skip',
      });
      expect(outcome).toMatchObject({ ok: false, failure: { code: 'needs-sso' } });
    }
    await bareRooms.close();
    other.drop();
    await bare.stop();
  });
});

describe('a control plane with the published API only', () => {
  test('infers the mode and says so, takes a recorded one, and offers no switch and no token', async () => {
    const bare = await serveSandbox(['--users', '200', '--published-only']);
    const other = makeFolder();
    const bareRooms = await openRooms({ ...bare, folder: other.folder, profile: 'published-only' });
    const { handlers } = bareRooms;
    expect(told(await handlers['provisioning/read']({ tenantId }))).toMatchObject({
      modeIs: 'inferred',
      mode: 'scim',
      tokens: null,
      readAt: '2026-11-23T10:00:00.000Z',
    });
    const recorded = told(await handlers['provisioning/record-mode']({ tenantId, mode: 'invite-only' }));
    expect(recorded).toMatchObject({
      modeIs: 'recorded',
      mode: 'invite-only',
      changedBy: 'ingrid.solvang@halden.example',
    });
    expect(provisioningSchema.parse(recorded)).toEqual(recorded);
    expect(bareRooms.trail()).toMatchObject([{ phase: 'result', outcome: 'recorded: invite-only' }]);
    expect(bareRooms.announced).toEqual([{ what: 'provisioning', tenantId }]);

    const shown = told(await handlers['provisioning/plan-switch']({ tenantId, to: 'scim' }));
    expect(shown.blockedBecause).toContain('console');
    const code = 'needs-extension-profile';
    const confirmed = {
      planId: shown.planId,
      acknowledged: true,
      typedTenantName: 'Halden Robotics',
      backup: 'skip',
    } as const;
    expect(await handlers['provisioning/switch-mode'](confirmed)).toMatchObject({ failure: { code } });
    expect(await handlers['provisioning/plan-scim-token']({ tenantId, ssoId: 'x' })).toMatchObject({
      failure: { code },
    });
    await bareRooms.close();
    other.drop();
    await bare.stop();
  });
});
