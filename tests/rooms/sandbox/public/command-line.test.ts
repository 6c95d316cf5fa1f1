import { expect, test } from 'vitest';
import { serveSandbox } from '../serve-sandbox.ts';

// Replays how the older official command line client finds its way to a sign-in (tenant-api, support mark CLI;
// truefoundry.common: servicefoundry_client, auth_service_client, entities). What follows after the codes is proved in
// sign-in/device-sign-in.test.ts.

test('finds the tenant of the host, is not too old, and is told to sign in here', async () => {
  const { call, tenantUrl } = await serveSandbox();
  const host = new URL(tenantUrl).host;
  const found = await call('GET', `/tenant-id?hostName=${encodeURIComponent(host)}`, { token: null });
  expect(found).toMatchObject({
    status: 200,
    body: { tenantName: 'sandbox', auth_server_url: expect.any(String) },
  });
  const versions = await call('GET', '/min-cli-version', { token: null });
  expect(versions).toMatchObject({
    status: 200,
    body: {
      minVersion: expect.stringMatching(/^\d+\.\d+\.\d+$/u),
      truefoundryCliMinVersion: expect.stringMatching(/^\d+\.\d+\.\d+$/u),
      useSFYServerAuthAPIs: true,
    },
  });
});

test('gets whole seconds to poll by, builds the page address itself, and sees 202 until somebody approves', async () => {
  const { call, tenantUrl } = await serveSandbox('--mode', 'invite-only');
  const codes = await call('POST', '/oauth2/device-authorize', {
    token: null,
    body: { tenantName: 'sandbox' },
  });
  expect(codes).toMatchObject({
    status: 200,
    body: {
      userCode: expect.stringMatching(/./u),
      deviceCode: expect.stringMatching(/./u),
      expiresInSeconds: expect.any(Number),
      intervalInSeconds: expect.any(Number),
    },
  });
  const { userCode, deviceCode } = { ...{ userCode: '', deviceCode: '' }, ...codes.body };
  const page = await fetch(`${tenantUrl}/authorize/device?userCode=${userCode}`);
  expect(page.headers.get('content-type')).toContain('text/html');
  const body = { tenantName: 'sandbox', deviceCode, grantType: 'device_code', returnJWT: true };
  expect((await call('POST', '/oauth2/token', { token: null, body })).status).toBe(202);
});
