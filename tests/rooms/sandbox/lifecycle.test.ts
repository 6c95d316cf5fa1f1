import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import { readOptions } from '../../../src-sandbox/read-options.ts';
import { type ReadyTenant, serveTenant } from '../../../src-sandbox/serve-tenant.ts';
import { sandboxCommand, startSandbox } from './start-sandbox.ts';

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function readReady(line: string): ReadyTenant {
  return JSON.parse(line) as ReadyTenant;
}

function callUsers({ tenantUrl, token }: ReadyTenant) {
  return fetch(`${tenantUrl}/api/svc/v1/users?limit=1`, { headers: { authorization: `Bearer ${token}` } });
}

test('with --json one line tells all, SIGTERM ends it with 0 and its folder is gone', async () => {
  const sandbox = startSandbox('--json', '--users', '40', '--seed', '7', '--member-token', 'a-member-token');
  const ready = readReady(await sandbox.firstLine());
  expect(ready).toEqual({
    tenantUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    tenantName: 'sandbox',
    token: expect.any(String),
    memberToken: 'a-member-token',
    scimUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/api\/svc\/v1\/scim\/v2\/sandbox\/clx\w+$/),
    scimToken: expect.stringMatching(/^eyJ/),
    controlUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/$/),
    users: 40,
    seed: 7,
    mode: 'scim',
  });
  const payload: unknown = JSON.parse(Buffer.from(ready.token.split('.')[1] ?? '', 'base64url').toString());
  expect(payload).toMatchObject({
    sub: expect.any(String),
    email: 'ingrid.solvang@halden.example',
    tenantName: 'sandbox',
    iat: expect.any(Number),
  });
  expect((await callUsers(ready)).status).toBe(200);
  const folder = readdirSync(tmpdir()).find((name) =>
    name.startsWith(`tenantry-sandbox-${sandbox.child.pid}-`),
  );
  expect(statSync(join(tmpdir(), folder ?? 'none')).mode & 0o777).toBe(0o700);
  sandbox.child.kill('SIGTERM');
  expect(await sandbox.ended).toBe(0);
  expect(sandbox.lines).toHaveLength(1);
  expect(sandbox.errors()).toBe('');
  expect(existsSync(join(tmpdir(), folder ?? 'none'))).toBe(false);
});

test('SIGINT lets a call under way finish', async () => {
  const sandbox = startSandbox('--json', '--users', '20', '--latency', '400');
  const ready = readReady(await sandbox.firstLine());
  const pending = callUsers(ready);
  // The kernel has the request once a second connection, made after it, is open.
  const probe = createConnection(Number(new URL(ready.tenantUrl).port), '127.0.0.1');
  await once(probe, 'connect');
  probe.destroy();
  await fetch(`${ready.tenantUrl}/sandbox/health`);
  sandbox.child.kill('SIGINT');
  expect((await pending).status).toBe(200);
  expect(await sandbox.ended).toBe(0);
});

test('a signal while it still seeds ends it with 0 and leaves nothing that would be served', async () => {
  const path = join(freshFolder(), 'tenant.sqlite');
  const sandbox = startSandbox('--json', '--users', '1000000', '--file', path);
  await vi.waitFor(() => expect(existsSync(`${path}-wal`)).toBe(true), { timeout: 10_000 });
  sandbox.child.kill('SIGTERM');
  expect(await sandbox.ended).toBe(0);
  expect(sandbox.lines).toEqual([]);
  const again = startSandbox('--json', '--users', '20', '--file', path);
  expect(readReady(await again.firstLine()).users).toBe(20);
});

test('bad options: one clear line on stderr and exit 2', async () => {
  const sandbox = startSandbox('--users', 'many');
  expect(await sandbox.ended).toBe(2);
  expect(sandbox.errors()).toBe('sandbox: --users must be a whole number\n');
  expect(sandbox.lines).toEqual([]);
});

test('a kept file goes on where it was, its mode 0600; --reset seeds anew', async () => {
  const path = join(freshFolder(), 'tenant.sqlite');
  const run = async (...args: string[]) => {
    const sandbox = startSandbox('--json', '--token', 'the-same-token', '--file', path, ...args);
    const ready = readReady(await sandbox.firstLine());
    const send = async (method: string, rest: string, body?: object) => {
      const response = await fetch(`${ready.tenantUrl}/api/svc/v1${rest}`, {
        method,
        headers: { authorization: 'Bearer the-same-token', 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, text: await response.text() };
    };
    const end = async () => {
      sandbox.child.kill('SIGTERM');
      expect(await sandbox.ended).toBe(0);
    };
    return { ready, send, end };
  };
  const first = await run('--users', '25', '--seed', '3');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  await first.send('POST', '/users/register', { email: 'late@halden.example' });
  await first.send('PUT', '/settings/provisioning', { mode: 'jit' });
  const people = (await first.send('GET', '/users?showInvalidUsers=true')).text;
  await first.end();

  const second = await run('--users', '99', '--seed', '4');
  expect(second.ready).toMatchObject({ users: 26, seed: 3 });
  expect((await second.send('GET', '/users?showInvalidUsers=true')).text).toBe(people);
  expect((await second.send('GET', '/settings/provisioning')).text).toContain('"jit"');
  await second.end();

  const third = await run('--users', '30', '--seed', '4', '--reset');
  expect(third.ready).toMatchObject({ users: 30, seed: 4 });
  await third.end();
});

test('a file of another version is refused and left alone; --reset-outdated seeds that one anew, and no other', async () => {
  const path = join(freshFolder(), 'tenant.sqlite');
  const usersWith = async (...args: string[]) => {
    const served = await serveTenant(readOptions(['--file', path, '--no-control', ...args]));
    await served.close();
    return served.ready.users;
  };
  const setVersion = (version: number) => {
    const file = new Database(path);
    file.pragma(`user_version = ${version}`);
    file.close();
  };
  expect(await usersWith('--users', '30')).toBe(30);
  expect(await usersWith('--users', '20', '--reset-outdated')).toBe(30);
  setVersion(1);
  const before = readFileSync(path);
  await expect(usersWith('--users', '20')).rejects.toThrow('made by another version of the sandbox');
  expect(readFileSync(path).equals(before)).toBe(true);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  onTestFinished(() => void vi.restoreAllMocks());
  expect(await usersWith('--users', '20', '--reset-outdated')).toBe(20);
  expect(console.error).toHaveBeenCalledWith(expect.stringContaining('is seeded anew'));
});

test("somebody else's file is refused and left alone, with --reset too", async () => {
  const folder = freshFolder();
  const text = join(folder, 'notes.txt');
  writeFileSync(text, 'a text of many words, longer than the head of a database file. '.repeat(20));
  const foreign = join(folder, 'other.sqlite');
  const other = new Database(foreign);
  other.exec('CREATE TABLE kept (word TEXT)');
  other.close();
  for (const path of [text, foreign]) {
    const before = readFileSync(path);
    for (const args of [[], ['--reset']]) {
      const options = readOptions(['--file', path, '--users', '20', ...args]);
      await expect(serveTenant(options)).rejects.toThrow(/left as it (is|was)/);
    }
    expect(readFileSync(path).equals(before)).toBe(true);
  }
  const sandbox = startSandbox('--file', foreign, '--reset');
  expect(await sandbox.ended).toBe(1);
  expect(sandbox.errors().trim()).toMatch(
    /^sandbox: .*belongs to another program\. It was left as it was\.$/,
  );
});

test('a folder that a killed sandbox left is removed a day later', async () => {
  const left = (pid: number | undefined) => mkdtempSync(join(tmpdir(), `tenantry-sandbox-${pid}-`));
  const gone = spawn(process.execPath, ['-e', '']);
  await once(gone, 'exit');
  const [stale, recent, ofLiving] = [left(gone.pid), left(gone.pid), left(process.pid)];
  onTestFinished(() => {
    for (const folder of [stale, recent, ofLiving]) rmSync(folder, { recursive: true, force: true });
  });
  const twoDaysAgo = Date.now() / 1000 - 2 * 86_400;
  for (const folder of [stale, ofLiving]) utimesSync(folder, twoDaysAgo, twoDaysAgo);
  const served = await serveTenant(readOptions(['--users', '20']));
  await served.close();
  expect([stale, recent, ofLiving].map((folder) => existsSync(folder))).toEqual([false, true, true]);
});

test('a taken port is said in one line', async () => {
  const first = startSandbox('--json', '--users', '20');
  const { port } = new URL(readReady(await first.firstLine()).tenantUrl);
  const second = startSandbox('--json', '--users', '20', '--port', port);
  expect(await second.ended).toBe(1);
  expect(second.errors()).toContain(' is taken. Name another port');
  expect(second.errors().trim().split('\n')).toHaveLength(1);
});

test('with --with-parent it ends itself when its parent is killed', async () => {
  const [program, args] = sandboxCommand('--json', '--users', '20', '--with-parent');
  // A parent in between, so that killing it leaves the sandbox as an orphan.
  const script = `require('node:child_process').spawn(${JSON.stringify(program)}, ${JSON.stringify(args)}, { stdio: 'inherit' });`;
  const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    parent.kill('SIGKILL');
  });
  const [line] = await once(createInterface({ input: parent.stdout }), 'line');
  const ready = readReady(String(line));
  expect((await callUsers(ready)).status).toBe(200);
  parent.kill('SIGKILL');
  await vi.waitFor(() => expect(callUsers(ready)).rejects.toThrow(), { timeout: 5000, interval: 100 });
});
