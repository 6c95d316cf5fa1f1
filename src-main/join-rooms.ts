import type { Change } from '../src-contract/change.ts';
import type { Handlers } from '../src-contract/channels.ts';
import { createJobEngine } from './action/job-engine.ts';
import { createPlans } from './action/plans.ts';
import { actions } from './actions.ts';
import { dropCopy } from './cache/drop-copy.ts';
import { openCache } from './cache/open-cache.ts';
import { rebuiltNotice } from './cache/rebuilt-notice.ts';
import { appHandlers } from './features/app/handlers.ts';
import { auditLogHandlers } from './features/audit-log/handlers.ts';
import { bulkInvitesHandlers } from './features/bulk-invites/handlers.ts';
import type { FeatureRooms } from './features/feature-rooms.ts';
import { jobsHandlers } from './features/jobs/handlers.ts';
import { offboardingHandlers } from './features/offboarding/handlers.ts';
import type { AgreedOffboarding } from './features/offboarding/plan-offboarding.ts';
import { provisioningHandlers } from './features/provisioning/handlers.ts';
import { isModeSwitch } from './features/provisioning/is-mode-switch.ts';
import { createMadeTokens } from './features/provisioning/made-tokens.ts';
import { lastReportOf } from './features/provisioning/seen-provisioning.ts';
import { setupAssistantHandlers } from './features/setup-assistant/handlers.ts';
import { stagedHandlers } from './features/staged/handlers.ts';
import type { AgreedStaged } from './features/staged/staged-doors.ts';
import { teamsHandlers } from './features/teams/handlers.ts';
import type { AgreedTeams, TeamDoors } from './features/teams/plan-teams.ts';
import { tenantsHandlers } from './features/tenants/handlers.ts';
import { type SigningIn, signInAll, signInOf } from './features/tenants/sign-in-all.ts';
import { createTenantRegister } from './features/tenants/tenant-register.ts';
import { type UsersDoors, usersHandlers } from './features/users/handlers.ts';
import type { AgreedEverywhere } from './features/users/people-everywhere.ts';
import type { AgreedPeople } from './features/users/plan-people.ts';
import { createTenantAccess } from './features/users/tenant-access.ts';
import { undoPlace } from './features/users/undo-place.ts';
import { joinHeartbeat } from './join-heartbeat.ts';
import { joinScimProbe } from './join-scim-probe.ts';
import { diskFullNotice } from './ledger/disk-full-notice.ts';
import { lookAfterLedger } from './ledger/look-after-ledger.ts';
import { openLedger } from './ledger/open-ledger.ts';
import type { TrailWatch } from './ledger/watch-trail.ts';
import { logRequest } from './log/log-request.ts';
import { redactAlways } from './log/redact.ts';
import type { JoinedRooms, Surroundings } from './surroundings.ts';
import { syncHandlers } from './sync/handlers.ts';
import { createSchedule } from './sync/schedule.ts';
import { readCopyState } from './sync/sync-rows.ts';
import { systemTimers } from './sync/sync-timers.ts';
import { tellOfJobs } from './tell-of-jobs.ts';
import { systemClock } from './tenant-api/clock.ts';
import { createTenantClient } from './tenant-api/create-tenant-client.ts';
import { lookUpControlPlane } from './tenant-api/look-up-control-plane.ts';
import { openTrailSeal } from './vault/open-trail-seal.ts';

/**
 * Opens the files and joins the rooms. Rejects when the ledger or the copy can neither be opened nor made anew; then
 * nothing was changed.
 */
export async function joinRooms(around: Surroundings): Promise<JoinedRooms> {
  const now = (): Date => new Date();
  const { log, vault, sandbox, shell } = around;
  const lastSyncAt = new Map<string, string | null>();
  const clock = systemClock;

  let copyBegunAnew = (): void => undefined;
  let tenantAnswers = (_tenantId: string): void => undefined;
  const announce = (change: Change): void => {
    around.announce(change);
    if (change.what !== 'sync') return;
    const { tenantId, phase, lastSyncAt: at } = change.status;
    lastSyncAt.set(tenantId, at);
    // Its counts of people and teams come from the copy.
    if (phase !== 'idle') return;
    around.announce({ what: 'provisioning', tenantId });
    tenantAnswers(tenantId);
  };

  let trail: TrailWatch | null = null;
  let diskIsFull = (): void => undefined;
  const [cache, opened] = await Promise.all([
    openCache({ folder: around.folder, thread: around.cacheThread, log, onRebuilt: () => copyBegunAnew() }),
    openLedger(around.folder, { onCommit: () => trail?.committed(), onFull: () => diskIsFull() }),
  ]);
  const { ledger } = opened;
  const notices = [...around.notices, ...opened.notices];
  if (cache.opened === 'rebuilt') notices.push(rebuiltNotice);

  const register = createTenantRegister({
    ledger,
    vault,
    lastSyncAt: (tenantId) => lastSyncAt.get(tenantId) ?? null,
    makeClient: (controlPlane, token) => {
      redactAlways(token.reveal());
      return createTenantClient({
        controlPlane,
        token,
        ...around.network,
        log: logRequest(log, new URL(controlPlane).host),
      });
    },
  });
  const tellOnce = (notice: string): void => {
    if (!notices.includes(notice)) notices.push(notice);
  };
  const care = lookAfterLedger(
    opened,
    {
      folder: around.folder,
      tenantIds: () => register.list().map((tenant) => tenant.id),
      now,
      changed: (tenantId) => announce({ what: 'audit-log', tenantId }),
      log,
    },
    openTrailSeal(vault),
    tellOnce,
  );
  trail = care.trail;
  for (const tenant of register.list()) {
    lastSyncAt.set(tenant.id, (await cache.read(readCopyState, { tenantId: tenant.id })).lastSyncAt);
  }

  const lastReport = (tenantId: string) => ledger.read((readable) => lastReportOf(readable, tenantId));
  const access = createTenantAccess({ cache, client: register.client, now, lastReport });
  const engine = createJobEngine({
    ledger,
    cache,
    client: register.client,
    actor: (tenantId) => {
      const tenant = register.read(tenantId);
      return (tenant.ok ? tenant.value.signedInAs?.email : null) ?? 'Owner of the token, not reported';
    },
    actions,
    place: undoPlace({ cache, tenant: register.read }),
    announceJob: tellOfJobs({
      announce,
      startSync: (tenantId) => schedule.start(tenantId),
      forgetAccess: access.forget,
      isModeSwitch: (job) => isModeSwitch(engine, job),
    }),
    now,
  });
  await engine.holdInterrupted();
  diskIsFull = () => {
    // What is in flight may still be stored in the room that was kept; nothing new is begun.
    log('disk full', {});
    tellOnce(diskFullNotice);
    for (const { id, state } of engine.all(null, 'open')) if (state !== 'paused') void engine.pause(id);
  };

  let signingIn: SigningIn = { tenants: Promise.resolve(), sandbox: Promise.resolve() };
  const schedule = createSchedule({
    cache,
    signingIn: (tenantId) => signInOf(signingIn, register.read(tenantId)),
    tenantIds: () => register.list().map((tenant) => tenant.id),
    client: register.client,
    announce,
    timers: systemTimers,
    log,
  });
  const rooms: FeatureRooms = {
    cache,
    ledger,
    jobs: engine,
    tenant: register.read,
    client: register.client,
    announce,
  };
  const heartbeat = joinHeartbeat(rooms, { now, log, jobs: (tenantId) => engine.all(tenantId, 'all') });
  tenantAnswers = (tenantId) => {
    heartbeat.synced(tenantId);
    engine.reachable(tenantId);
  };
  copyBegunAnew = () => {
    notices.push(rebuiltNotice);
    for (const tenant of register.list()) schedule.start(tenant.id);
  };
  const madeTokens = createMadeTokens(clock);
  const scimProbe = joinScimProbe(around, rooms, { clock, madeTokens, schedule });
  const dropCopyOf = async (tenantId: string): Promise<void> => {
    await cache.write(dropCopy, { tenantId });
    announce({ what: 'users', tenantId });
  };

  const usersDoors: UsersDoors = {
    ...rooms,
    plans: createPlans<AgreedPeople>(clock),
    everywherePlans: createPlans<AgreedEverywhere>(clock),
    tenants: register.list,
    refresh: schedule.refresh,
    now,
    access: access.read,
  };
  const teamDoors: TeamDoors = { ...rooms, plans: createPlans<AgreedTeams>(clock), now };

  const provisioning = provisioningHandlers(
    { ...rooms, refresh: schedule.refresh, wasRead: heartbeat.wasRead },
    shell,
    madeTokens,
    clock,
  );
  const handlers: Handlers = {
    ...appHandlers({
      about: () => ({
        version: around.versions.app,
        electron: around.versions.electron,
        runtimeNote: around.versions.runtimeNote,
        dataFolder: around.folder,
        vault: { keeps: vault.keeps, sentence: vault.sentence },
        colorScheme: around.settings.get('colorScheme'),
        letterKeys: around.settings.get('letterKeys'),
        lastTenantId: around.settings.get('lastTenantId') || null,
        notices,
        startOn: around.startOn,
      }),
      chooseColorScheme: (scheme) => {
        around.settings.set('colorScheme', scheme);
        around.chooseScheme(scheme);
      },
      remember: ({ lastTenantId, letterKeys }) => {
        around.settings.set({ lastTenantId: lastTenantId ?? '', letterKeys });
      },
      copyText: shell.copyText,
      openInBrowser: around.openInBrowser,
      tenant: register.read,
    }),
    ...tenantsHandlers({
      register,
      ledger,
      sandbox,
      lookUp: (controlPlane) => lookUpControlPlane(controlPlane, { ...around.network, log: () => undefined }),
      quiet: async (tenantId) => {
        const held = Promise.all([engine.holdAll(tenantId), schedule.quiet(tenantId)]);
        await scimProbe.end(tenantId);
        // Nothing new may start for it, and a tenant that hangs must not hold this up: rows under way stay as sent.
        register.closeClients(tenantId);
        await held;
        madeTokens.forgetTenant(tenantId);
        access.forget(tenantId);
      },
      dropCopy: dropCopyOf,
      trailIsGone: care.trail.forget,
      dropSandbox: () => sandbox.drop(),
      startSync: (tenantId) => {
        schedule.start(tenantId);
        void engine.signedIn(tenantId);
      },
      announce,
      now,
    }),
    ...syncHandlers(schedule),
    ...usersHandlers(usersDoors),
    ...offboardingHandlers({ ...rooms, shell, plans: createPlans<AgreedOffboarding>(clock), now }),
    ...provisioning,
    ...heartbeat.handlers,
    ...setupAssistantHandlers({
      ...rooms,
      shell,
      provisioning: (tenantId) => provisioning['provisioning/read']({ tenantId }),
      lastTest: scimProbe.lastTest,
      pushSilence: heartbeat.pushSilence,
      now,
    }),
    ...scimProbe.handlers,
    ...teamsHandlers(teamDoors, shell),
    ...stagedHandlers({
      ...rooms,
      people: usersDoors,
      teams: teamDoors,
      plans: createPlans<AgreedStaged>(clock),
      now,
    }),
    ...bulkInvitesHandlers(rooms, shell, access.read, { list: register.list, phase: schedule.phase }),
    ...jobsHandlers(engine, ledger),
    ...auditLogHandlers(rooms, shell, care.trail, now),
  };

  signingIn = signInAll({ register, sandbox, log, announce, now });
  return {
    handlers,
    sleep: engine.sleep,
    wake: () => {
      schedule.wake();
      void engine.wakeUp();
    },
    lock: async () => {
      madeTokens.forgetAll();
      scimProbe.forgetTokens();
      await shell.clearCopiedSecret();
    },
    close: async () => {
      madeTokens.forgetAll();
      await scimProbe.end(null);
      const held = Promise.all([engine.holdAll(null), schedule.close()]);
      register.closeClients(null);
      await held;
      await sandbox.stop();
      await cache.close();
      await care.close();
      ledger.close();
    },
  };
}
