import { expect, it } from 'vitest';
import { systemClock } from '../../../../src-main/tenant-api/clock.ts';
import type { RequestLine } from '../../../../src-main/tenant-api/request.ts';
import { parseScimAddress } from '../../../../src-main/tenant-api/scim-address.ts';
import { openScimWire } from '../../../../src-main/tenant-api/scim-wire.ts';
import { Secret } from '../../../../src-main/vault/secret.ts';

const token = 'scim-canary-0123456789';

it('lets a service that echoes the token bring it nowhere: not into names, ids, kinds or words', async () => {
  const address = parseScimAddress('https://scim.example/v2');
  if (!address.ok) throw new Error(address.failure.sentence);
  const lines: RequestLine[] = [];
  const wire = openScimWire(
    {
      clock: systemClock,
      log: (line) => lines.push(line),
      fetch: async () =>
        new Response(JSON.stringify({ id: token, userName: `for ${token}`, detail: `Bearer ${token}` }), {
          headers: { 'content-type': `application/${token}`, 'retry-after': token },
        }),
    },
    { address: address.value, token: new Secret(token), until: new AbortController().signal },
  );
  const exchange = await wire.send({ method: 'GET', path: '/Users/1', template: '/Users/{id}' });
  expect(exchange).toMatchObject({ is: 'answer', body: { id: '••••', userName: 'for ••••' } });
  expect(JSON.stringify([exchange, lines])).not.toContain(token);
});
