import { randomBytes } from 'node:crypto';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { ProbePlan } from '../../../src-contract/scim-probe.ts';
import type { Plans } from '../../action/plans.ts';
import { vendorScripts } from './probe-vendors.ts';
import { namesFor, type ProbeNames } from './scim-bodies.ts';
import { readAim, type ScimProbeRooms } from './scim-probe-doors.ts';

/** What an admin agrees to when he starts a probe. */
export interface AgreedProbe {
  tenantId: string;
  tokenId: string;
  names: ProbeNames;
  replays: 'providers' | 'nothing';
  typeTenantName: string | null;
}

const domainRule = /^(?=.{3,200}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;
/**
 * Says exactly what a probe would make, and opens a one-time plan. Nothing is sent. Fails with `scim-token-gone` or
 * `probe-domain-invalid`.
 */
export function planProbe(
  rooms: ScimProbeRooms,
  plans: Plans<AgreedProbe>,
  { tokenId, domain: typed, replays }: { tokenId: string; domain: string; replays: AgreedProbe['replays'] },
): Outcome<ProbePlan> {
  const found = readAim(rooms, tokenId);
  if (!found.ok) return found;
  const { tenant, address } = found.value;
  const domain = typed.trim().toLowerCase();
  if (!domainRule.test(domain)) {
    const why = 'it is no domain name';
    return failed({ ...describeFailure('probe-domain-invalid', { why }), field: 'domain' });
  }
  const names = namesFor(randomBytes(4).toString('hex'), domain);
  const typeTenantName = tenant.environment === 'production' ? tenant.displayName : null;
  return ok({
    ...plans.open({ tenantId: tenant.id, tokenId, names, replays, typeTenantName }),
    host: address.host,
    people: [names.one, names.two],
    groups: [names.group, names.illegal],
    // Once, once more after a deletion, and once for each provider.
    rounds: 2 + (replays === 'providers' ? vendorScripts.length : 0),
    happens: [
      'Two people and one group are made, changed and removed. Nobody else is touched: only what was made here is written.',
      ...(replays === 'providers'
        ? [
            `For each of ${vendorScripts.length} providers the first person and the group are made and removed once more.`,
          ]
        : []),
      'A second group with an illegal name is tried once; if it is taken, it is removed at once.',
      'What cannot be deleted is left deactivated and named with its id.',
      'The trail gets an entry before and after. No mail is sent by Tenantry; what the service sends to new people is up to it.',
    ],
    asks: {
      acknowledge: `I agree that these are made at ${address.host} and removed again`,
      typeTenantName,
    },
  });
}
