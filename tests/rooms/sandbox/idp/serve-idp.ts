import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { startIdp } from '../../../../src-sandbox/idp/start-idp.ts';
import type { VendorName } from '../../../../src-sandbox/idp/vendor.ts';
import { openStore } from '../../../../src-sandbox/store/open-store.ts';
import { openTenantFile } from '../../../../src-sandbox/store/tenant-file.ts';
import { startTenantClock } from '../../../../src-sandbox/tenant-clock.ts';
import { serveSandbox } from '../serve-sandbox.ts';
import { recordWire } from './record-wire.ts';

/**
 * A tenant of 60 people, a recorder before it, and the vendor's provider that pushes through the recorder. The provider
 * reads the tenant's file on a line of its own, and has a clock that the test can set forward.
 */
export async function serveIdp(vendor: VendorName, { everyMs }: { everyMs?: number } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-idp-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'tenant.sqlite');
  const sandbox = await serveSandbox('--file', path);
  const wire = await recordWire(sandbox.tenantUrl);
  const [sso] = (await sandbox.call('GET', '/sso')).body.data;
  if (sso === undefined) throw new Error('no SSO connection');
  const newToken = async () => (await sandbox.call('POST', `/sso/${sso.id}/scim-token`)).body.token;
  const { file } = openTenantFile(path);
  onTestFinished(() => void file.close());
  const clock = startTenantClock();
  const idp = startIdp({
    vendor,
    store: openStore(file, clock),
    scimUrl: sso.scimUrl.replace(sandbox.tenantUrl, wire.url),
    token: await newToken(),
    seed: 1,
    everyMs,
  });
  onTestFinished(() => idp.close());

  /** Runs a cycle that is to end well, and answers its lines and counts. */
  async function cycle() {
    wire.lines();
    const { lastCycle } = await idp.cycle();
    expect(lastCycle?.errors).toEqual([]);
    return { lines: wire.lines(), counts: lastCycle?.counts };
  }

  /** All operations that were PATCHed to a path that begins so, in their order. */
  const operations = (path: string) =>
    wire.exchanges
      .filter((one) => one.method === 'PATCH' && one.path.startsWith(path))
      .flatMap(({ body }) => (body as { Operations: PatchedOperation[] }).Operations);

  return { ...sandbox, sso, wire, idp, clock, newToken, cycle, operations };
}

export interface PatchedOperation {
  readonly op: string;
  readonly path?: string;
  readonly value?: unknown;
}

/** The address that a sentence of the company's week begins with. */
export function addressIn(said: readonly string[]): string {
  const address = said[0]?.split(' ')[0];
  if (address === undefined) throw new Error('nothing happened');
  return address;
}
