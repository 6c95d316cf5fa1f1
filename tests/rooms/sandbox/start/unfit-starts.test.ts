import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../start-sandbox.ts';

test('a folder that is not there, a folder for a file, a taken port: one sentence with the next step each', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-start-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const refusal = async (...args: string[]) => {
    const sandbox = startSandbox('--users', '20', ...args);
    expect(await sandbox.ended).toBe(1);
    return sandbox.errors().trim();
  };
  const missing = join(folder, 'no', 'tenant.sqlite');
  expect(await refusal('--file', missing)).toBe(
    `sandbox: ${missing} cannot hold the tenant: the folder ${join(folder, 'no')} does not exist. ` +
      'Make it first, or name another file with --file.',
  );
  expect(await refusal('--file', folder)).toBe(
    `sandbox: ${folder} cannot hold the tenant: it is no file. Name another file with --file.`,
  );
  const running = startSandbox('--users', '20', '--json');
  const { port } = new URL(JSON.parse(await running.firstLine()).tenantUrl);
  expect(await refusal('--port', port)).toBe(
    `sandbox: port ${port} is taken. Name another port, or 0 for a free one.`,
  );
}, 60_000);

test('a start in another mode says that the SCIM token does not work in it; in SCIM mode there is nothing to say', async () => {
  const said = async (mode: string) => {
    const sandbox = startSandbox('--users', '20', '--mode', mode);
    await sandbox.firstLine();
    sandbox.child.kill('SIGTERM');
    await sandbox.ended;
    return sandbox.lines.join('\n');
  };
  expect(await said('jit')).toContain('(works in SCIM mode only; this tenant is in the mode jit)');
  expect(await said('scim')).not.toContain('works in SCIM mode only');
}, 60_000);
