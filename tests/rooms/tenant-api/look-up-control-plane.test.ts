import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { lookUpControlPlane } from '../../../src-main/tenant-api/look-up-control-plane.ts';
import { readCertificate } from '../../../src-main/tenant-api/read-certificate.ts';
import { createLeapingClock } from '../harness/leaping-clock.ts';
import { makeCertificate } from '../harness/make-certificate.ts';
import { type FaultToOrder, serveFaultySandbox } from '../harness/order-fault.ts';
import { type ScriptedServer, startScriptedServer, startTlsServer } from '../harness/scripted-server.ts';

const servers: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(listener: RequestListener): Promise<ScriptedServer> {
  const server = await startScriptedServer(listener);
  servers.push(server);
  return server;
}

const lookUp = (typed: string) =>
  lookUpControlPlane(typed, { fetch, log: () => undefined, clock: createLeapingClock(5000) });
const answer =
  (status: number, type: string, body: string): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': type }).end(body);
  };

describe('looking up a control plane', () => {
  test.each([
    ['tenant_name', '{"tenant_name":"halden"}', { tenantName: 'halden', version: null }],
    [
      'tenantName and a version',
      '{"tenantName":"halden","version":"0.143.2"}',
      { tenantName: 'halden', version: '0.143.2' },
    ],
  ])('reads %s without a token', async (_name, body, found) => {
    const server = await start(answer(200, 'application/json', body));
    const outcome = await lookUp(`${server.origin}/settings`);
    expect(outcome).toEqual({
      ok: true,
      value: { controlPlane: server.origin, host: new URL(server.origin).host, certificate: null, ...found },
    });
    expect(server.arrived.map(({ url }) => url)).toEqual(['/api/svc/v1/tenant-id?hostName=127.0.0.1']);
    expect(server.arrived[0]?.headers.authorization).toBeUndefined();
  });

  test.each<[string, string, FaultToOrder]>([
    ['a web page', 'not-json', { kind: 'web-page' }],
    ['some other data', 'no-control-plane', { kind: 'answer', body: '{"hello":"world"}' }],
    [
      'a tenant without a name',
      'no-control-plane',
      { kind: 'wrong-types', pointers: { '/tenantName': 'missing' }, values: { '/tenant_name': '' } },
    ],
    ['404', 'no-control-plane', { kind: 'web-page', status: 404, body: '<html>not here' }],
    ['401', 'no-control-plane', { kind: 'answer', status: 401, body: '{}' }],
    ['500', 'server-error', { kind: 'server-error', status: 500, body: '{}' }],
    ['a redirect', 'redirected', { kind: 'answer', status: 302, headers: { location: '/login' } }],
    ['a cut answer', 'unreachable', { kind: 'truncated-body' }],
    ['a connection that breaks', 'unreachable', { kind: 'reset' }],
  ])('%s is %s', async (_name, code, fault) => {
    const tenant = await serveFaultySandbox('--users', '20');
    onTestFinished(() => tenant.close());
    await tenant.order({ ...fault, match: { path: '/api/svc/v1/tenant-id' } } as FaultToOrder);
    expect(await lookUp(tenant.tenantUrl)).toMatchObject({
      ok: false,
      failure: { code, field: 'controlPlane' },
    });
    expect((await tenant.faults())[0]?.struck).toBeGreaterThan(0);
    await tenant.clear();
    expect(await lookUp(tenant.tenantUrl)).toMatchObject({ ok: true, value: { tenantName: 'sandbox' } });
  });

  test('nothing there is told as such, and what was typed wrong is not asked', async () => {
    const server = await start(answer(200, 'application/json', '{}'));
    await server.close();
    servers.splice(0);
    expect(await lookUp(server.origin)).toMatchObject({ failure: { code: 'unreachable' } });
    expect(await lookUp('http://169.254.169.254')).toMatchObject({ failure: { code: 'address-invalid' } });
    expect(await lookUp('http://platform.halden.io')).toMatchObject({
      failure: { code: 'address-not-https' },
    });
  });

  test('a certificate that nobody vouches for is refused before anything is sent (C2)', async () => {
    const server = await startTlsServer(
      makeCertificate('Nobody'),
      answer(200, 'application/json', '{"tenant_name":"x"}'),
    );
    servers.push(server);
    const outcome = await lookUp(server.origin);
    expect(outcome).toMatchObject({
      ok: false,
      failure: {
        code: 'certificate',
        sentence: expect.stringContaining('issuer is not known'),
        changed: 'Nothing was sent to it.',
      },
    });
    expect(server.arrived).toEqual([]);
  });

  test('reads issuer and end of a certificate that it trusts, and null where it does not', async () => {
    const identity = makeCertificate('Halden Test Authority');
    const server = await startTlsServer(identity, answer(200, 'application/json', '{}'));
    servers.push(server);
    const told = await readCertificate(server.origin, { ca: identity.cert });
    expect(told?.issuer).toBe('Halden Test Authority');
    const days = (Date.parse(told?.validUntil ?? '') - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(30);
    expect(await readCertificate(server.origin)).toBeNull();
    expect(await readCertificate('http://127.0.0.1:1')).toBeNull();
  });
});
