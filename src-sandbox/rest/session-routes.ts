import { Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { personResource, recordAudit } from '../audit/record-audit.ts';
import { readBody, readQuery } from '../read-request.ts';
import { refuseOtherTenant } from './find-person.ts';
import type { Room } from './room.ts';
import { userOnWire } from './user-wire.ts';

/** What the sandbox says it is; its provisioning page came with 0.143. */
const platformVersion = '0.146.2';
const oldestClient = '0.1.0';

const passwordBody = z.object({
  loginId: z.string().min(1).max(254),
  oldPassword: z.string().min(1).max(1024),
  newPassword: z.string().min(8, 'must have 8 characters or more').max(1024),
});

const tenantQuery = z.object({ hostName: z.string().max(2048).default('') });
const sessionQuery = z.object({
  hostName: z.string().max(2048).default(''),
  tenantName: z.string().max(256).default(''),
  includeTenantInfo: z.enum(['true', 'false', '1', '0', '']).default('true'),
});

/** GET /tenant-id, GET /min-cli-version, GET /session (tenant-api, section 6) and POST /users/change-password (section 2). */
export function sessionRoutes(room: Room): Router {
  const { store, signIn, attempts, tenantUrl } = room;
  const router = Router();

  // Clients of different age read different names of the same facts (tenant-api, section 6).
  router.get('/tenant-id', (request, response) => {
    refuseOtherHost(tenantUrl, readQuery(request, tenantQuery).hostName);
    const { tenantName } = store.facts();
    response.json({
      tenant_name: tenantName,
      tenantName,
      auth_server_url: tenantUrl,
      version: platformVersion,
    });
  });

  // Read by the older command line client before it signs in; without the last field it would ask another server.
  router.get('/min-cli-version', (_request, response) => {
    response.json({
      minVersion: oldestClient,
      truefoundryCliMinVersion: oldestClient,
      useSFYServerAuthAPIs: true,
    });
  });

  router.get('/session', (request, response) => {
    const asked = readQuery(request, sessionQuery);
    refuseOtherHost(tenantUrl, asked.hostName);
    const person = signIn.anyone(request);
    refuseOtherTenant(store, asked.tenantName === '' ? undefined : asked.tenantName);
    const { tenantName, accountId } = store.facts();
    const isShort = asked.includeTenantInfo === 'false' || asked.includeTenantInfo === '0';
    response.json({
      user: userOnWire(store, person),
      ...(isShort ? {} : { tenantInfo: { tenantName, accountId } }),
    });
  });

  router.post('/users/change-password', (request, response) => {
    const person = signIn.anyone(request);
    const body = readBody(request, passwordBody);
    if (person.registeredInIdp === 1) {
      throw new ApiProblem({
        statusCode: 403,
        code: 'FORBIDDEN',
        message: `${person.email} signs in with ${person.ssoName ?? 'an identity provider'} and has no password here.`,
      });
    }
    attempts.refuseGuessing(person.email);
    const isTheirs = body.loginId.toLowerCase() === person.email.toLowerCase();
    if (!isTheirs || !store.passwords.isRight(person.position, body.oldPassword)) {
      attempts.wrong(person.email);
      throw new ApiProblem({
        statusCode: 400,
        code: 'INVALID_REQUEST',
        message: 'The login or old password is wrong.',
      });
    }
    attempts.right(person.email);
    store.atomically(() => {
      store.passwords.change(person.position, body.newPassword);
      const resource = personResource(person);
      recordAudit(room, { request, by: person, action: 'user.password-change', resource });
    });
    response.json({});
  });

  return router;
}

/** 404 for the name of another host; one tenant lives here, under every name of loopback and with or without the port. */
function refuseOtherHost(tenantUrl: string, hostName: string): void {
  const { host, port } = new URL(tenantUrl);
  const bare = hostName
    .toLowerCase()
    .replace(/^https?:\/\//u, '')
    .replace(/\/+$/u, '');
  const names = ['127.0.0.1', 'localhost', '[::1]'].flatMap((name) => [name, `${name}:${port}`]);
  if (bare === '' || bare === host || names.includes(bare)) return;
  throw new ApiProblem({
    statusCode: 404,
    code: 'TENANT_NOT_FOUND',
    message: 'No tenant lives under this host name here.',
  });
}
