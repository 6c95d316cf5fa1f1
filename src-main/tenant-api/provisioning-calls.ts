import { z } from 'zod';
import { describeFailure } from '../../src-contract/failure-catalogue.ts';
import { Secret } from '../vault/secret.ts';
import type { ApiCall } from './api-call.ts';
import type { ApiOutcome } from './api-outcome.ts';
import type { ExtensionPaths } from './api-paths.ts';
import { readJwtEnd } from './read-jwt-end.ts';
import type { Request } from './request.ts';
import type { TenantClient } from './tenant-client.ts';
import type { Agreement } from './wire/agreement.ts';
import { provisioningWireSchema, scimTokenWireSchema, ssoWireSchema } from './wire/provisioning.ts';
import type { CreatedScimToken, PutProvisioningRequest } from './wire/tenant-api-types.ts';

type ProvisioningCalls = Pick<
  TenantClient,
  | 'probeProfile'
  | 'readProvisioning'
  | 'putProvisioningMode'
  | 'listSso'
  | 'readScimToken'
  | 'makeScimToken'
  | 'revokeScimToken'
>;

const modeSchema = z.object({ data: provisioningWireSchema });
const ssoListSchema = z.object({ data: z.array(ssoWireSchema) });
const tokenStateSchema = z.object({ data: scimTokenWireSchema });
/** The value becomes a `Secret` while it is parsed, so that no plain copy is handed on; its end is read then too. */
const madeSchema = z.object({
  token: z
    .string()
    .min(16)
    .max(20_000)
    .transform((value) => ({ secret: new Secret(value), endsAt: readJwtEnd(value) })),
  createdAt: z.string().nullish(),
});
export type MadeTokenAgreement = Agreement<typeof madeSchema, CreatedScimToken>;
const madeAnswerSchema = z.union([
  z.object({ data: madeSchema }).transform((answer) => answer.data),
  madeSchema,
]);

/** Nothing of the kind lives at that path: not there, not that method, a page for people, or some other data. */
function isAbsent(outcome: ApiOutcome<unknown>): boolean {
  if (outcome.ok) return false;
  const { code } = outcome.failure;
  const hasNoSuchCall = outcome.status === 404 || outcome.status === 405 || outcome.status === 501;
  return (
    hasNoSuchCall || (outcome.status === 200 && (code === 'not-json' || code === 'answer-not-understood'))
  );
}

/** The calls of the extension profile (tenant-api note, section 7). A path that is not there is `needs-extension-profile`. */
export function provisioningCalls(request: Request, paths: ExtensionPaths, host: string): ProvisioningCalls {
  const ask = async <Value>(call: ApiCall, schema: z.ZodType<Value>): Promise<ApiOutcome<Value>> => {
    const outcome = await request.json(call, schema);
    // Below a connection a 404 may as well mean that the connection is gone.
    const isMissing = outcome.status === 405 || (outcome.status === 404 && !call.with);
    if (outcome.ok || !isMissing) return outcome;
    return {
      ...outcome,
      failure: describeFailure('needs-extension-profile', { host, status: String(outcome.status) }),
    };
  };

  return {
    probeProfile: async () => {
      const outcome = await request.json({ method: 'GET', template: paths.provisioning }, modeSchema);
      if (outcome.ok) return { ...outcome, value: 'full' };
      const { status, requestId } = outcome;
      if (status === null || !isAbsent(outcome)) return outcome;
      return { ok: true, value: 'published-only', status, requestId };
    },

    readProvisioning: async () => {
      const outcome = await ask({ method: 'GET', template: paths.provisioning }, modeSchema);
      return outcome.ok ? { ...outcome, value: outcome.value.data } : outcome;
    },

    putProvisioningMode: async (mode) => {
      const body: PutProvisioningRequest = { mode };
      const outcome = await ask({ method: 'PUT', template: paths.provisioning, body }, modeSchema);
      return outcome.ok ? { ...outcome, value: outcome.value.data } : outcome;
    },

    listSso: async () => {
      const outcome = await ask({ method: 'GET', template: paths.sso }, ssoListSchema);
      return outcome.ok ? { ...outcome, value: outcome.value.data } : outcome;
    },

    readScimToken: async (ssoId) => {
      const outcome = await ask(
        { method: 'GET', template: paths.scimToken, with: { ssoId } },
        tokenStateSchema,
      );
      return outcome.ok ? { ...outcome, value: outcome.value.data } : outcome;
    },

    makeScimToken: async (ssoId) => {
      const outcome = await ask(
        { method: 'POST', template: paths.scimToken, with: { ssoId } },
        madeAnswerSchema,
      );
      if (!outcome.ok) return outcome;
      const { token, createdAt } = outcome.value;
      return {
        ...outcome,
        value: { token: token.secret, expiresAt: token.endsAt, createdAt: createdAt ?? null },
      };
    },

    revokeScimToken: async (ssoId) => {
      const call = { method: 'DELETE', template: paths.scimToken, with: { ssoId } } as const;
      const outcome = await ask(call, z.object({}));
      return outcome.ok ? { ...outcome, value: undefined } : outcome;
    },
  };
}
