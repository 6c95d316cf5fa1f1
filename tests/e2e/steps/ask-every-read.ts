import type { Page } from '@playwright/test';
import { type ChannelName, channels } from '../../../src-contract/channels.ts';
import { askBridge, callBridge } from './call-bridge.ts';

/** Read channels that open a dialog of the system; whoever needs them stubs that dialog. */
const withDialog: ReadonlySet<string> = new Set([
  'bulk-invites/choose-file',
  'bulk-invites/save-report',
  'bulk-invites/save-handover',
  'bulk-invites/save-held',
  'bulk-invites/save-template',
  'teams/export',
  'setup-assistant/choose-names-file',
  'audit-log/export',
  'provisioning/choose-export',
  'provisioning/save-rehearsal',
]);

const filter = { text: '', status: [], role: [], source: [], lastAccess: [], team: [] };
const sort = { column: 'name', direction: 'ascending' } as const;
const noTrailFilter = { since: null, actor: null, action: null, job: null, show: 'everything' } as const;
const everyState = ['planned', 'sent', 'done', 'failed', 'skipped', 'unknown'] as const;

/**
 * Asks every read channel of the contract once, with inputs that make sense for this tenant. Out: all answers as one
 * JSON text. Fails when a read channel was forgotten here.
 */
export async function askEveryRead(page: Page, tenantId: string): Promise<string> {
  const answers: [string, unknown][] = [];
  const ask = async (channel: ChannelName, input: unknown): Promise<void> => {
    answers.push([channel, await callBridge(page, channel, input as never)]);
  };
  const { rows } = await askBridge(page, 'users/search', { tenantId, filter, sort, offset: 0, limit: 1000 });
  const userIds = rows.slice(0, 50).map(({ id }) => id);
  const { tenants } = await askBridge(page, 'tenants/list', {});
  const controlPlane = tenants.find(({ id }) => id === tenantId)?.controlPlane ?? '';
  const { sso } = await askBridge(page, 'provisioning/read', { tenantId });

  await ask('app/about', {});
  await ask('tenants/list', {});
  await ask('tenants/look-up', { controlPlane });
  await ask('sync/status', { tenantId });
  await ask('users/search', { tenantId, filter, sort, offset: 0, limit: 1000 });
  await ask('users/facets', { tenantId, filter });
  await ask('users/ids', { tenantId, filter, sort });
  for (const userId of userIds.slice(0, 10)) await ask('users/read', { tenantId, userId });
  await ask('users/summarise', { tenantId, userIds });
  await ask('users/invite-choices', { tenantId });
  await ask('users/check-invite', { tenantId, emails: ['somebody@fieldcrew.example', 'no address'] });
  await ask('users/plan-deactivate', { tenantId, userIds });
  await ask('users/plan-activate', { tenantId, userIds });
  await ask('users/plan-role', { tenantId, userIds, role: 'member' });
  await ask('users/plan-password-reset', { tenantId, userIds });
  await ask('users/plan-withdraw', { tenantId, userIds });
  await ask('users/plan-invite-again', { tenantId, userIds });
  const email = rows[0]?.email ?? 'nobody@fieldcrew.example';
  await ask('users/also-in', { tenantId, email });
  await ask('users/plan-deactivate-everywhere', { email });

  const staging = { tenantId, verb: 'deactivate', userIds, role: null, teamIds: [] };
  await ask('staged/list', { tenantId });
  await ask('staged/preview', staging);
  await ask('staged/compare', { tenantId });
  await ask('staged/plan', { tenantId, choices: [{ id: 'none', now: '' }] });

  const { teams } = await askBridge(page, 'teams/list', { tenantId });
  await ask('teams/list', { tenantId });
  for (const { id: teamId } of teams.slice(0, 3)) {
    await ask('teams/people', { tenantId, teamId, text: '', offset: 0, limit: 1000 });
    await ask('teams/roles', { tenantId, teamId });
    await ask('teams/plan-edit', { tenantId, teamId, wishes: [{ email, to: 'manager' }] });
    await ask('teams/plan-add', { tenantId, userIds, teamIds: [teamId] });
    await ask('teams/plan-delete', { tenantId, teamId });
  }
  const made = { name: 'night-shift', description: '', members: [email], managers: [] };
  await ask('teams/plan-create', { tenantId, ...made });
  await ask('offboarding/plan', { tenantId, userIds: userIds.slice(0, 3) });

  await ask('audit-log/list', { tenantId, filter: noTrailFilter, offset: 0, limit: 1000 });
  await ask('audit-log/choices', { tenantId });
  await ask('audit-log/state', { tenantId });
  await ask('audit-log/check', { tenantId });
  for (const number of [1, 2, 3]) await ask('audit-log/read', { tenantId, number });
  await ask('provisioning/read', { tenantId });
  await ask('heartbeat/read', { tenantId });
  await ask('overview/read', { tenantId });
  for (const to of ['scim', 'jit', 'invite-only']) await ask('provisioning/plan-switch', { tenantId, to });
  const plan = await askBridge(page, 'provisioning/plan-switch', { tenantId, to: 'jit' });
  const { rehearsalId } = plan.rehearsal;
  await ask('provisioning/rehearsal-rows', {
    ...{ rehearsalId, list: 'other-people', text: '' },
    ...{ offset: 0, limit: 1000 },
  });
  await ask('provisioning/switch-result', { tenantId, jobId: null });
  await ask('provisioning/plan-scim-token', { tenantId, ssoId: sso[0]?.id ?? 'none' });
  await ask('provisioning/plan-revoke', { tenantId, ssoId: sso[0]?.id ?? 'none' });
  await ask('provisioning/reminders', { tenantId });
  await ask('setup-assistant/read', { tenantId });
  await ask('setup-assistant/fit-names', { tenantId, groups: 'seen' });
  await ask('scim-probe/read', { tenantId });
  await ask('scim-probe/plan-probe', { tokenId: 'none', domain: 'example.invalid', replays: 'nothing' });

  const fileText = 'Email,Role\nsomebody@fieldcrew.example,member\n';
  const bytes = [...new TextEncoder().encode(fileText)];
  // Bytes do not cross into the page by themselves: they are made there.
  const openBytes = (channel: ChannelName) =>
    page.evaluate(
      ([name, tenant, numbers]) =>
        (
          globalThis as unknown as { tenantry: { call(channel: string, input: unknown): Promise<unknown> } }
        ).tenantry.call(name, {
          tenantId: tenant,
          fileName: 'one.csv',
          bytes: new Uint8Array(numbers),
        }) as Promise<{ ok: boolean; value?: { draftId: string } }>,
      [channel, tenantId, bytes] as [string, string, number[]],
    );
  answers.push(['provisioning/open-export', await openBytes('provisioning/open-export')]);
  await ask('provisioning/drop-export', { tenantId });
  const draft = await openBytes('bulk-invites/open-bytes');
  answers.push(['bulk-invites/open-bytes', draft]);
  const draftId = draft.value?.draftId ?? 'none';
  await ask('bulk-invites/read-draft', { draftId });
  await ask('bulk-invites/read-again', { draftId, encoding: 'utf-8', delimiter: ',', header: 'first-row' });
  await ask('bulk-invites/map-columns', { draftId, meanings: ['email', 'role'] });
  await ask('bulk-invites/check', { draftId, options: null });
  await ask('bulk-invites/rows', { draftId, show: 'all', offset: 0, limit: 1000 });
  const wish = { row: 2, email: 'somebody.else@fieldcrew.example', role: 'member', teams: [], send: null };
  await ask('bulk-invites/edit-row', { draftId, ...wish });
  await ask('bulk-invites/decide-row', { draftId, row: 2, decision: 'take' });
  await ask('bulk-invites/fix-alike', { draftId });
  await ask('bulk-invites/latest-fixed', { tenantId });
  await ask('bulk-invites/undo-fix', { draftId });
  await ask('bulk-invites/forget-fixes', { draftId });
  await ask('bulk-invites/dry-run', { draftId });
  await ask('bulk-invites/compare', { draftId, row: 2 });
  await ask('bulk-invites/split', { draftId });
  await ask('bulk-invites/choose-tenant', { draftId, value: 'east', tenantId });
  await ask('bulk-invites/drop-draft', { draftId });

  const { jobs } = await askBridge(page, 'jobs/list', { tenantId: null, show: 'all' });
  await ask('jobs/list', { tenantId: null, show: 'all' });
  for (const jobId of [...jobs.map(({ id }) => id), 'none']) {
    await ask('jobs/read', { jobId });
    await ask('jobs/pace', { jobId });
    await ask('jobs/rows', { jobId, states: [...everyState], order: 'newest-first', offset: 0, limit: 1000 });
    await ask('jobs/await-end', { jobId });
    await ask('jobs/plan-undo', { jobId });
    await ask('bulk-invites/file-run', { jobId });
    await ask('bulk-invites/report', { jobId });
    await ask('bulk-invites/open-gone', { jobId });
  }

  const asked = new Set(answers.map(([name]) => name));
  const forgotten = Object.entries(channels)
    .filter(([name, { kind }]) => kind === 'read' && !asked.has(name) && !withDialog.has(name))
    .map(([name]) => name);
  if (forgotten.length > 0) throw new Error(`Not asked: ${forgotten.join(', ')}`);
  return JSON.stringify(answers);
}
