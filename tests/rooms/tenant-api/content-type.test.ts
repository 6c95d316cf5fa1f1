import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../src-main/tenant-api/clock.ts';
import { createTenantClient } from '../../../src-main/tenant-api/create-tenant-client.ts';
import { parseScimAddress } from '../../../src-main/tenant-api/scim-address.ts';
import { openScimWire } from '../../../src-main/tenant-api/scim-wire.ts';
import { Secret } from '../../../src-main/vault/secret.ts';

let seen: (string | undefined)[] = [];
const server = createServer((request, response) => {
  seen.push(request.headers['content-type']);
  request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
});
let origin = '';
const token = new Secret('made-up-token');
const room = { fetch, log: () => undefined };

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  seen = [];
});

test('a SCIM body goes out as the kind of JSON that its caller names, SCIM’s own when it names none', async () => {
  const address = parseScimAddress(`${origin}/scim/v2`);
  if (!address.ok) throw new Error(address.failure.sentence);
  const until = new AbortController().signal;
  const wire = openScimWire({ ...room, clock: systemClock }, { address: address.value, token, until });
  const make = { method: 'POST', path: '/Users', template: '/Users', body: { userName: 'a' } } as const;
  await wire.send(make);
  await wire.send({ ...make, contentType: 'application/json' });
  await wire.send({ method: 'GET', path: '/Users', template: '/Users' });
  expect(seen).toEqual(['application/scim+json', 'application/json', undefined]);
});

test('a body for the tenant goes out as JSON, and a call without one names no kind', async () => {
  const client = createTenantClient({ ...room, controlPlane: origin, token });
  await client.registerUser({ email: 'a@halden.example', passwordEmail: 'do-not-send' });
  await client.readUsersPage(0, 10);
  client.close();
  expect(seen).toEqual(['application/json', undefined]);
});
