import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { type ChannelName, channels } from '../../src-contract/channels.ts';
import { launchApp } from './harness/launch-app.ts';
import { malformedInputs } from './security/malformed-inputs.ts';
import { readLedger } from './security/read-ledger.ts';
import { appTest as test } from './steps/app-test.ts';
import { onlyTenantId } from './steps/call-bridge.ts';
import { connectTenant } from './steps/connect-tenant.ts';

const preloadFile = fileURLToPath(new URL('../../out/preload/preload.cjs', import.meta.url));

type Answer = { ok: boolean; code: string };

/**
 * Sends inputs, all of them plain JSON, to one channel through the page's bridge. What the bridge itself cannot carry counts as
 * `not sent`. They go to the page as one text: value by value Playwright takes longer over them than the app.
 */
function send(page: Page, channel: string, inputs: readonly unknown[]): Promise<Answer[]> {
  return page.evaluate(
    async ([name, text]) => {
      const { tenantry } = globalThis as unknown as {
        tenantry: {
          call(channel: unknown, input: unknown): Promise<{ ok: boolean; failure?: { code: string } }>;
        };
      };
      return Promise.all(
        (JSON.parse(text) as unknown[]).map((input) =>
          tenantry.call(name, input).then(
            ({ ok, failure }) => ({ ok, code: failure?.code ?? '' }),
            () => ({ ok: false, code: 'not sent' }),
          ),
        ),
      );
    },
    [channel, JSON.stringify(inputs)] as const,
  );
}

/** What JSON cannot say, made in the page. */
function sendOddities(page: Page, channel: string): Promise<Answer[]> {
  return page.evaluate(async (name) => {
    const { tenantry } = globalThis as unknown as {
      tenantry: {
        call(channel: unknown, input: unknown): Promise<{ ok: boolean; failure?: { code: string } }>;
      };
    };
    const cyclic: Record<string, unknown> = { tenantId: 'a' };
    cyclic.itself = cyclic;
    const oddities: unknown[] = [
      undefined,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      10n,
      new Date(),
      new Map([['tenantId', 'a']]),
      new Set(['a']),
      /a/u,
      new Uint8Array(10_000),
      new Float64Array([Number.NaN]),
      new ArrayBuffer(8),
      new Error('an error'),
      Symbol('a'),
      () => 'a function',
      document.body,
      window,
      Promise.resolve({}),
      cyclic,
      JSON.parse('{"__proto__": {"isAdmin": true}, "tenantId": 5}'),
      Object.assign(Object.create({ tenantId: 'inherited' }) as object, { more: 1 }),
      new Proxy({}, { get: () => 'a', ownKeys: () => ['tenantId'] }),
      Array.from({ length: 10_000 }, () => 'x'),
    ];
    const answers: { ok: boolean; code: string }[] = [];
    for (const oddity of oddities) {
      try {
        const { ok, failure } = await tenantry.call(name, oddity);
        answers.push({ ok, code: failure?.code ?? '' });
      } catch {
        answers.push({ ok: false, code: 'not sent' });
      }
    }
    return answers;
  }, channel);
}

test('B3: 100 malformed inputs and 22 oddities per channel: all refused before any effect', async ({
  launched,
  startTenant,
}) => {
  // Some twelve thousand calls: it takes as long as there are channels.
  test.setTimeout(180_000);
  const tenant = await startTenant('--users', '40');
  const { page, profile } = launched;
  await connectTenant(page, tenant);
  await onlyTenantId(page);
  const ledger = readLedger(profile);
  const people = await tenant.allUsers();
  const mails = await tenant.outbox();

  const wrong: string[] = [];
  let count = 0;
  for (const name of Object.keys(channels) as ChannelName[]) {
    const answers = await send(page, name, malformedInputs(channels[name].input, 100));
    expect(answers).toHaveLength(100);
    count += answers.length;
    for (const { ok, code } of answers)
      if (ok || code !== 'input-invalid') wrong.push(`${name}: ${ok} ${code}`);
    // Where no input is wanted, an oddity that crosses the bridge as an empty object is a good one.
    if (channels[name].input.safeParse({}).success) continue;
    for (const { ok, code } of await sendOddities(page, name)) {
      if (ok || !['input-invalid', 'not sent'].includes(code)) wrong.push(`${name}: odd ${ok} ${code}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(count).toBeGreaterThanOrEqual(5000);

  const names = [
    '',
    'users',
    '__proto__',
    'constructor',
    'toString',
    'users/delete-all',
    'x'.repeat(5000),
    7,
    null,
    {},
  ];
  for (const name of names) {
    const [answer] = await send(page, name as string, [{}]);
    expect(['input-invalid', 'not sent']).toContain(answer?.code);
  }
  expect(readLedger(profile)).toBe(ledger);
  expect(await tenant.allUsers()).toEqual(people);
  expect(await tenant.outbox()).toEqual(mails);
});

test('B2: 40 calls from senders that are not the window’s own page: none accepted', async ({
  startTenant,
}) => {
  const tenant = await startTenant('--users', '40');
  const launched = await launchApp();
  await connectTenant(launched.page, tenant);
  const tenantId = await onlyTenantId(launched.page);
  const calls: [string, unknown][] = [
    ['tenants/list', {}],
    ['app/about', {}],
    ['app/copy-text', { text: 'taken' }],
    ['sync/start', { tenantId }],
    [
      'users/facets',
      { tenantId, filter: { text: '', status: [], role: [], source: [], lastAccess: [], team: [] } },
    ],
    ['jobs/list', { tenantId: null, show: 'all' }],
    ['provisioning/read', { tenantId }],
    ['tenants/remove', { tenantId, typedName: 'sandbox' }],
  ];
  // The first: the app's very own page, in a window that main did not make.
  const places = [
    'app://main/',
    'data:text/html,<h1>x</h1>',
    'about:blank',
    'app://other/',
    tenant.tenantUrl,
  ];
  const answers = await launched.app.evaluate(
    async ({ BrowserWindow }, [urls, wishes, preload]) => {
      const found: { url: string; ok: boolean; code: string }[] = [];
      for (const url of urls) {
        const forged = new BrowserWindow({
          show: false,
          webPreferences: { preload, sandbox: true, contextIsolation: true },
        });
        await forged.loadURL(url);
        for (const [name, wish] of wishes) {
          const code = `tenantry.call(${JSON.stringify(name)}, ${JSON.stringify(wish)})`;
          const { ok, failure } = (await forged.webContents.executeJavaScript(code)) as {
            ok: boolean;
            failure?: { code: string };
          };
          found.push({ url, ok, code: failure?.code ?? '' });
        }
        forged.destroy();
      }
      return found;
    },
    [places, calls, preloadFile] as [string[], [string, unknown][], string],
  );
  expect(answers).toHaveLength(40);
  expect(answers.filter(({ ok, code }) => ok || code !== 'input-invalid')).toEqual([]);
  expect(await onlyTenantId(launched.page)).toBe(tenantId);
  await launched.close();
});
