import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { p95, timed } from './copy/timed.ts';
import { report, spreadOf } from './report.ts';

// npm run bench -- sandbox [people]: the built sandbox in a process of its own, at 1,000,000 people unless said. Seeding,
// pages of 1,000 at any offset over REST and SCIM, search, lookups, a whole team of 10,000, memory, start of a kept file.
const people = Number(process.argv[2] ?? 1_000_000);
const pages = 200;
const token = 'token-of-the-bench';
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
const running = new Set<ChildProcess>();

interface Ready {
  readonly tenantUrl: string;
  readonly scimUrl: string;
  readonly scimToken: string;
  readonly users: number;
}

try {
  await bench();
} finally {
  for (const child of running) child.kill('SIGKILL');
  agent.destroy();
  rmSync(folder, { recursive: true, force: true });
}

async function bench(): Promise<void> {
  const file = join(folder, 'tenant.sqlite');
  console.log(`Sandbox of ${people.toLocaleString('en')} people`);
  const seeding = await start('--users', String(people), '--file', file);
  say('seeded and ready', seeding.ms / 1000, { unit: 's', goal: 60 });
  sayMemory('after seeding', seeding.pid);
  await seeding.end();

  const kept = await start('--file', file);
  say('start with the kept file', kept.ms / 1000, { unit: 's', goal: 2 });
  await benchPages(kept.ready, kept.pid);
  await benchSearch(kept.ready);
  await benchTeam(kept.ready);
  sayMemory('after all of it', kept.pid);
  await kept.end();
}

async function benchPages({ tenantUrl, scimUrl, scimToken, users }: Ready, pid: number): Promise<void> {
  const last = Math.max(0, users - 1000);
  const offsets = Array.from({ length: pages }, (_, index) =>
    index === 0 ? last : Math.floor(Math.random() * last),
  );
  const rest = (offset: number) =>
    call(`${tenantUrl}/api/svc/v1/users?limit=1000&showInvalidUsers=true&offset=${offset}`);
  const scim = (offset: number) =>
    call(`${scimUrl}/Users?count=1000&startIndex=${offset + 1}`, { bearer: scimToken });
  for (const [title, page] of [
    ['page of 1,000 over REST', rest],
    ['page of 1,000 over SCIM', scim],
  ] as const) {
    await timed(offsets.slice(0, 50), page);
    const sample = await page(last);
    const raw = await serveBytes(sample.body);
    const rounds = { base: [] as number[], ours: [] as number[] };
    const all: number[] = [];
    const cpu: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      rounds.base.push(p95(await timed(offsets, () => call(raw.url))));
      const before = cpuMs(pid);
      const times = await timed(offsets, page);
      cpu.push((cpuMs(pid) - before) / times.length);
      all.push(...times);
      rounds.ours.push(p95(times));
    }
    raw.close();
    const { median, max } = spreadOf(all);
    say(`${title}, p50`, median, { unit: 'ms', goal: 15 });
    say(`${title}, p95`, p95(all), { unit: 'ms', goal: 15 });
    say(`${title}, slowest`, max, { unit: 'ms' });
    // What a busy machine does not blur.
    say(`${title}, CPU time of the sandbox`, spreadOf(cpu).median, { unit: 'ms' });
    report({
      bench: 'sandbox',
      title: `p95 of a ${title} at ${users.toLocaleString('en')} people, ${pages} random offsets and the last`,
      unit: 'ms',
      base: {
        name: `the same ${Math.round(sample.body.length / 1024)} KiB from memory`,
        rounds: rounds.base,
      },
      ours: { name: 'the sandbox', rounds: rounds.ours },
      goal: '15 ms',
    });
  }
}

async function benchSearch({ tenantUrl, scimUrl, scimToken, users }: Ready): Promise<void> {
  const search = (query: string) =>
    call(`${tenantUrl}/api/svc/v1/users?limit=100&query=${encodeURIComponent(query)}`);
  const words = ['anna', 'lindqvist', 'zz.nobody', 'a', 'halden', 'ingrid.solvang@halden.example'];
  for (const word of words) {
    say(`search "${word}", p95 of 5`, p95(await timed(Array(5).fill(word), search)), { unit: 'ms' });
  }
  const sampled = await call(`${tenantUrl}/api/svc/v1/users?limit=1000&offset=${Math.floor(users / 2)}`);
  const { data } = JSON.parse(sampled.body.toString()) as { data: { email: string }[] };
  const emails = data.slice(0, 200).map(({ email }) => email);
  const find = async (filter: string) => {
    const { body } = await call(`${scimUrl}/Users?filter=${encodeURIComponent(filter)}`, {
      bearer: scimToken,
    });
    const { totalResults } = JSON.parse(body.toString()) as { totalResults: number };
    if (totalResults !== 1) throw new Error(`the filter found ${totalResults} people`);
  };
  const exact = await timed(emails, (email) => find(`userName eq "${email}"`));
  say('SCIM userName eq, p95', p95(exact), { unit: 'ms', goal: 10 });
  const folded = await timed(emails, (email) => find(`userName eq "${email.toUpperCase()}"`));
  say('the same in other letters, p95', p95(folded), { unit: 'ms', goal: 10 });
}

async function benchTeam({ tenantUrl, users }: Ready): Promise<void> {
  const emails: string[] = [];
  for (let offset = 0; emails.length < Math.min(10_000, users - 1000); offset += 1000) {
    const { body } = await call(`${tenantUrl}/api/svc/v1/users?limit=1000&offset=${offset}`);
    emails.push(
      ...(JSON.parse(body.toString()) as { data: { email: string }[] }).data.map(({ email }) => email),
    );
  }
  const put = (members: readonly string[]) =>
    call(`${tenantUrl}/api/svc/v1/teams`, {
      method: 'PUT',
      json: { manifest: { type: 'team', name: 'bench-team', members, managers: members.slice(0, 1) } },
    });
  const times = await timed([0, 1, 2, 3, 4], (turn) => put(emails.slice(turn)));
  say(`PUT a team of ${emails.length.toLocaleString('en')} members, p95 of 5`, p95(times), { unit: 'ms' });
}

/** Starts the built sandbox; answers when it is ready, with how long that took. */
async function start(...args: string[]) {
  const began = performance.now();
  const entry = join('out', 'main', 'sandbox.js');
  const child = spawn(process.execPath, [entry, '--json', '--token', token, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const ended = once(child, 'close');
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(([code]) => Promise.reject(new Error(`the sandbox ended with ${code}`))),
  ]);
  return {
    ms: performance.now() - began,
    ready: JSON.parse(line) as Ready,
    pid: child.pid ?? 0,
    async end() {
      child.kill('SIGTERM');
      await ended;
      running.delete(child);
    },
  };
}

async function call(
  url: string,
  { method = 'GET', bearer = token, json }: { method?: string; bearer?: string; json?: object } = {},
): Promise<{ body: Buffer }> {
  const sent = request(url, {
    method,
    agent,
    headers: {
      authorization: `Bearer ${bearer}`,
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    },
  });
  sent.end(json === undefined ? undefined : JSON.stringify(json));
  const [answer] = await once(sent, 'response');
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part);
  const body = Buffer.concat(parts);
  if (answer.statusCode !== 200)
    throw new Error(`${method} ${url.split('?')[0]} answered ${answer.statusCode}`);
  return { body };
}

/** The least that an answer of this size costs here: node's own server with the bytes in memory. */
async function serveBytes(body: Buffer): Promise<{ url: string; close(): void }> {
  const server = createServer((_request, response) => void response.end(body));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Resident memory of the process, now and at its highest; Linux alone tells. */
function sayMemory(when: string, pid: number): void {
  if (process.platform !== 'linux') return;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  for (const [name, what] of [
    ['VmRSS', 'resident memory'],
    ['VmHWM', 'its highest'],
  ] as const) {
    const kib = Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'mu').exec(status)?.[1]);
    say(`${what} ${when}`, kib / 1024, { unit: 'MB', goal: 400 });
  }
}

/** CPU time of the process so far, in user and system mode, to 10 ms; Linux alone tells. */
function cpuMs(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function say(what: string, value: number, { unit, goal }: { unit: string; goal?: number }): void {
  const judged = goal === undefined ? '' : `  (goal ${goal} ${unit}${value <= goal ? '' : ': missed'})`;
  console.log(`  ${what.padEnd(50)} ${value.toFixed(value < 10 ? 2 : 0).padStart(8)} ${unit}${judged}`);
}
