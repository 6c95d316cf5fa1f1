import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { Heartbeat } from '../../../src-contract/heartbeat.ts';
import { ok } from '../../../src-contract/outcome.ts';
import type { Tenant } from '../../../src-contract/tenants.ts';
import { keepNews, keepProvisioning } from '../../../src-main/features/heartbeat/keep-news.ts';
import { readHeartbeat } from '../../../src-main/features/heartbeat/read-heartbeat.ts';
import { openLedger } from '../../../src-main/ledger/open-ledger.ts';
import { createTenantClient } from '../../../src-main/tenant-api/create-tenant-client.ts';
import { Secret } from '../../../src-main/vault/secret.ts';
import { openTestCache } from '../../unit/src-main/cache/open-cache-file.ts';
import { serveSandbox } from '../harness/start-sandbox.ts';
import { pull, tenantId } from '../sync/copy-of.ts';

const happened = z.object({ data: z.object({ happened: z.array(z.string()) }) });

/**
 * A sandbox with its identity provider, a copy that is synced by hand, and a ledger; both clocks are the test's, and go
 * forward together. The provider has done its first cycle, and the copy its first sync.
 */
export async function openHeartbeat(vendor: 'okta' | 'entra') {
  const sandbox = await serveSandbox(['--users', '60', '--idp', vendor]);
  onTestFinished(() => sandbox.stop());
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-heartbeat-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const cache = openTestCache();
  onTestFinished(() => cache.end());
  const { ledger } = await openLedger(folder);
  onTestFinished(() => ledger.close());
  await ledger.write((writable) => {
    writable
      .prepare('INSERT INTO tenants VALUES (?, ?, ?, ?, ?, ?, NULL, ?)')
      .run(tenantId, 'halden', 'Halden Robotics', 'production', sandbox.tenantUrl, 'full', '2026-01-01');
  });
  const client = createTenantClient({
    controlPlane: sandbox.tenantUrl,
    token: new Secret(sandbox.token),
    fetch,
    log: () => undefined,
  });
  onTestFinished(() => client.close());
  let aheadMs = 0;
  const now = (): Date => new Date(Date.now() + aheadMs);
  const rooms = { cache, ledger, announce: () => undefined };

  const control = async (path: string, body: unknown = {}): Promise<unknown> => {
    const answer = await fetch(`${sandbox.controlUrl ?? ''}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const goTo = async (moment: Date): Promise<void> => {
    const advanceMs = moment.getTime() - now().getTime();
    if (advanceMs <= 0) throw new Error('clocks only go forward');
    await control('clock', { advanceMs });
    aheadMs += advanceMs;
  };
  const sync = async (): Promise<void> => {
    const pulled = await pull(cache, client, { now: () => now().getTime() });
    if (!pulled.ok) throw new Error(pulled.failure.sentence);
    await keepNews(rooms, tenantId);
  };
  const read = async (): Promise<Heartbeat> => {
    const outcome = await readHeartbeat(
      { cache, ledger, now, syncEveryMs: 900_000, tenant: () => ok({ id: tenantId } as Tenant) },
      tenantId,
    );
    if (!outcome.ok) throw new Error(outcome.failure.sentence);
    return outcome.value;
  };
  /** Has the provider do something and push it; answers what happened. */
  const push = async (verb: string, body: unknown = {}): Promise<string[]> => {
    const { data } = happened.parse(await control(`idp/${verb}`, body));
    await control('idp/cycle');
    return data.happened;
  };
  /** What Provisioning would read: tokens as the tenant reports them. */
  const readTokens = async (): Promise<void> => {
    const sso = await client.listSso();
    if (!sso.ok) throw new Error(sso.failure.sentence);
    const [first] = sso.value;
    if (first === undefined) throw new Error('no SSO connection');
    const token = await client.readScimToken(first.id);
    if (!token.ok) throw new Error(token.failure.sentence);
    await keepProvisioning(rooms, {
      tenantId,
      modeIs: 'reported',
      mode: 'scim',
      changedAt: null,
      changedBy: null,
      defaultRole: null,
      sso: [],
      tokens: [
        {
          ssoId: first.id,
          state: token.value.state,
          createdAt: token.value.createdAt ?? null,
          createdBy: null,
          lastUsedAt: token.value.lastUsedAt ?? null,
          expiresAt: null,
          lastFour: null,
        },
      ],
      counts: { scim: 0, jit: 0, invited: 0, openInvites: 0, scimTeams: 0 },
      readAt: now().toISOString(),
    });
  };
  const rotate = async (): Promise<void> => {
    const sso = await client.listSso();
    const id = sso.ok ? sso.value[0]?.id : undefined;
    const url = `${sandbox.tenantUrl}/api/svc/v1/sso/${id ?? ''}/scim-token`;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.token}` },
    });
    const { token } = z.object({ token: z.string() }).parse(await answer.json());
    await control('idp/token-config', { token });
  };

  await control('idp/cycle');
  await sync();
  return { sandbox, cache, ledger, client, now, goTo, control, sync, read, push, readTokens, rotate };
}
