import { lookup } from 'node:dns/promises';
import { z } from 'zod';
import { describeFailure } from '../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../src-contract/outcome.ts';
import type { ControlPlaneFound } from '../../src-contract/tenants.ts';
import { publishedPaths } from './api-paths.ts';
import { type Clock, systemClock } from './clock.ts';
import { parseControlPlaneAddress } from './control-plane-address.ts';
import { judgeAddress } from './judge-address.ts';
import { readCertificate } from './read-certificate.ts';
import { createRequest, type RequestRoom } from './request.ts';
import type { Agreement } from './wire/agreement.ts';
import type { TenantId } from './wire/tenant-api-types.ts';

/** Clients read either spelling (tenant-api note, section 6); a version is a courtesy of some. */
const foundSchema = z
  .object({
    tenant_name: z.string().min(1).max(200).nullish(),
    tenantName: z.string().min(1).max(200).nullish(),
    version: z.string().max(100).nullish(),
  })
  .refine((answer) => answer.tenant_name ?? answer.tenantName);
export type FoundAgreement = Agreement<typeof foundSchema, TenantId>;

export interface LookUpRoom extends Pick<RequestRoom, 'fetch' | 'log' | 'limits'> {
  clock?: Clock;
}

/** Whether a name leads to an address where no control plane may be (C3). A name that cannot be resolved here may still be reached through a proxy. */
export async function leadsNowhereGood(origin: string): Promise<boolean> {
  const host = new URL(origin).hostname.replace(/^\[|\]$/g, '');
  try {
    const addresses = await lookup(host, { all: true });
    return addresses.some(({ address }) => judgeAddress(address.replace(/%.*$/, '')) === 'never');
  } catch {
    return false;
  }
}

/**
 * Looks what is at the address that an admin typed, before any sign-in and without a token. Fails with the parser's
 * codes, with `no-control-plane` where something else answers, `not-json` for a web page, and the network's codes.
 */
export async function lookUpControlPlane(
  typed: string,
  room: LookUpRoom,
): Promise<Outcome<ControlPlaneFound>> {
  const parsed = parseControlPlaneAddress(typed);
  if (!parsed.ok) return parsed;
  const { origin, host } = parsed.value;
  if (await leadsNowhereGood(origin)) {
    const failure = describeFailure('address-invalid', {
      why: `${host} leads to an address inside this computer's network that no control plane has`,
    });
    return failed({ ...failure, field: 'controlPlane' });
  }
  const request = createRequest({
    fetch: room.fetch,
    log: room.log,
    clock: room.clock ?? systemClock,
    controlPlane: origin,
    token: null,
    tries: 2,
    limits: { headersMs: 10_000, totalMs: 30_000, ...room.limits },
  });
  const [answer, certificate] = await Promise.all([
    request.json(
      { method: 'GET', template: publishedPaths.tenantId, query: { hostName: new URL(origin).hostname } },
      foundSchema,
    ),
    readCertificate(origin),
  ]);
  request.close();
  if (!answer.ok) {
    const { code } = answer.failure;
    const isSomethingElse =
      code === 'answer-not-understood' ||
      (answer.status !== null &&
        answer.status >= 400 &&
        answer.status < 500 &&
        answer.status !== 429 &&
        answer.status !== 407);
    const status = answer.status ? { status: String(answer.status) } : {};
    const why =
      code === 'answer-not-understood'
        ? 'what answers there is something else'
        : `it answers ${answer.status}`;
    const failure = isSomethingElse
      ? describeFailure('no-control-plane', { host, why, ...status })
      : answer.failure;
    return failed({ ...failure, field: 'controlPlane' });
  }
  const { tenant_name: snakeName, tenantName, version } = answer.value;
  return ok({
    controlPlane: origin,
    host,
    tenantName: snakeName ?? tenantName ?? null,
    version: version ?? null,
    certificate,
  });
}
