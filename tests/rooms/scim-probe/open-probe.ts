import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, ok } from '../../../src-contract/outcome.ts';
import type { ScimCheck, ScimPlace, ScimRun } from '../../../src-contract/scim-probe.ts';
import { Secret } from '../../../src-main/vault/secret.ts';
import { type RunningSandbox, serveSandbox } from '../harness/start-sandbox.ts';
import { type OpenedMain, openMain } from '../main/open-main.ts';
import { type Fault, type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts';

/** The whole main process, connected to a sandbox through a proxy that can be told to misbehave. */
export interface OpenedProbe {
  main: OpenedMain;
  proxy: FaultyProxy;
  sandbox: RunningSandbox;
  tenantId: string;
  /** The SCIM URL as the tenant names it, through the proxy. */
  scimUrl: string;
  ssoId: string;
  scimToken: string;
  /** What was copied or saved as text. */
  texts: string[];
  /** Puts something on the clipboard. */
  clipboard(text: string): void;
  /** Takes the SCIM token from the clipboard for this place. */
  take(place?: ScimPlace): Promise<string>;
  /** Tests or probes, and waits for the end. */
  test(place?: ScimPlace): Promise<ScimRun>;
  probe(wish?: {
    place?: ScimPlace;
    fault?: Fault | null;
    at?: FaultyProxy;
    replays?: 'providers' | 'nothing';
  }): Promise<ScimRun>;
  /** Removes what a probe behind a fault had to leave, and fails when anything of a probe is still in the tenant. */
  sweep(place?: ScimPlace): Promise<void>;
  ended(runId: string): Promise<ScimRun>;
  close(): Promise<void>;
}

/** Makes a SCIM token as the admin does in the console. */
async function makeToken(sandbox: RunningSandbox, ssoId: string): Promise<string> {
  const answer = await fetch(`${sandbox.tenantUrl}/api/svc/v1/sso/${ssoId}/scim-token`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox.token}` },
  });
  const { token, data } = (await answer.json()) as { token?: string; data?: { token: string } };
  const made = token ?? data?.token;
  if (made === undefined) throw new Error(`no token was made: ${answer.status}`);
  return made;
}

/** Starts sandbox, proxy and main, and connects them. */
export async function openProbe(
  thread: URL,
  args: readonly string[] = ['--users', '60'],
): Promise<OpenedProbe> {
  const sandbox = await serveSandbox(args);
  const proxy = await startFaultyProxy(sandbox.tenantUrl);
  let copied = '';
  const texts: string[] = [];
  const main = await openMain(thread, undefined, {
    takeSecret: async () =>
      copied === '' ? failed(describeFailure('clipboard-no-token')) : ok(new Secret(copied)),
    copyText: async (text) => {
      texts.push(text);
    },
    saveFile: async ({ suggestedName, text }) => {
      texts.push(text);
      return ok({ fileName: suggestedName });
    },
  });
  const tenantId = await main.connect({ ...sandbox, tenantUrl: proxy.origin });
  const { sso } = await main.value('provisioning/read', { tenantId });
  const [connection] = sso;
  if (connection === undefined) throw new Error('the sandbox has no SSO connection');
  const scimToken = await makeToken(sandbox, connection.id);
  copied = scimToken;
  const own: ScimPlace = { is: 'connection', ssoId: connection.id };

  const take: OpenedProbe['take'] = async (place = own) =>
    (await main.value('scim-probe/take-token', { tenantId, place })).tokenId;
  const ended: OpenedProbe['ended'] = async (runId) => {
    const change = await main.hear(
      (heard) => heard.what === 'scim-run' && heard.run.runId === runId && heard.run.endedAt !== null,
    );
    if (change.what !== 'scim-run') throw new Error('another announcement was heard');
    return change.run;
  };
  return {
    main,
    proxy,
    sandbox,
    tenantId,
    scimUrl: connection.scimUrl,
    ssoId: connection.id,
    scimToken,
    texts,
    clipboard: (text) => {
      copied = text;
    },
    take,
    ended,
    test: async (place) => {
      const { runId } = await main.value('scim-probe/start-test', { tokenId: await take(place) });
      return ended(runId);
    },
    probe: async ({ place, fault = null, at = proxy, replays = 'nothing' } = {}) => {
      const tokenId = await take(place);
      const { planId } = await main.value('scim-probe/plan-probe', {
        tokenId,
        domain: 'example.invalid',
        replays,
      });
      at.plant(fault);
      const { runId } = await main.value('scim-probe/start-probe', {
        planId,
        acknowledged: true,
        typedTenantName: '',
      });
      return ended(runId);
    },
    sweep: async (place) => {
      const { leftovers } = await main.value('scim-probe/read', { tenantId });
      if (leftovers.length > 0) {
        const { runId } = await main.value('scim-probe/clean-up', { tokenId: await take(place) });
        const run = await ended(runId);
        if (run.things.length > 0) throw new Error(`left: ${run.things.map(({ name }) => name).join(', ')}`);
      }
      const headers = { authorization: `Bearer ${scimToken}` };
      for (const kind of ['Users', 'Groups']) {
        const answer = await fetch(`${connection.scimUrl}/${kind}?count=1000`, { headers });
        const text = await answer.text();
        if (!answer.ok || /tenantry.probe/iu.test(text)) throw new Error(`a probe left something in ${kind}`);
      }
    },
    close: async () => {
      await main.close();
      main.remove();
      await proxy.close();
      await sandbox.stop();
    },
  };
}

/** The checks that did not pass, as `id result`, without those skipped. */
export function blamed(checks: readonly ScimCheck[]): string[] {
  return checks
    .filter(({ result }) => result === 'failed' || result === 'look')
    .map(({ id, result }) => `${id} ${result}`)
    .sort();
}

/** The sentence of one check. */
export function sentenceOf(run: ScimRun, id: string): string {
  return run.checks.find((check) => check.id === id)?.sentence ?? `no check ${id}`;
}
