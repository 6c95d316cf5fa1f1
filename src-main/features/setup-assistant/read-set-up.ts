import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { Provisioning, SsoConnection } from '../../../src-contract/provisioning.ts';
import type { SetUp } from '../../../src-contract/setup-assistant.ts';
import { findToRename, groupsSeen } from './find-names.ts';
import { idpNamed } from './guess-idp.ts';
import { readChosenIdp } from './kept-choices.ts';
import { setUpFacts } from './set-up-facts.ts';
import { readSeen } from './setup-assistant-rows.ts';
import type { SetupDoors } from './setup-doors.ts';

const mostShown = 8;

/** The connection that is being set up: the one with a token, else the first. */
function connectionOf(provisioning: Provisioning): SsoConnection | null {
  const withToken = provisioning.tokens?.find(({ state }) => state !== 'none')?.ssoId;
  return provisioning.sso.find(({ id }) => id === withToken) ?? provisioning.sso[0] ?? null;
}

/**
 * How far the set-up of SCIM is, told by the tenant, the copy and the last connection test. Where the tenant cannot be asked
 * now, what the copy tells is answered all the same. Fails with `tenant-gone`.
 */
export async function readSetUp(doors: SetupDoors, tenantId: string): Promise<Outcome<SetUp>> {
  const tenant = doors.tenant(tenantId);
  if (!tenant.ok) return tenant;
  const [read, seen, silence] = await Promise.all([
    doors.provisioning(tenantId),
    doors.cache.read(readSeen, { tenantId }),
    doors.pushSilence(tenantId),
  ]);
  const provisioning = read.ok ? read.value : null;
  const connection = provisioning && connectionOf(provisioning);
  const test = connection && (await doors.lastTest({ tenantId, ssoId: connection.id }));
  const toRename = await findToRename(doors, { tenantId, seen });
  const chosen = doors.ledger.read((ledger) => readChosenIdp(ledger, tenantId));
  const byConnection = idpNamed(connection?.name ?? null);
  const byPeople = idpNamed(seen.ssoName);
  return ok({
    tenantId,
    idp: chosen ?? byConnection ?? byPeople ?? 'other',
    idpIs: chosen ? 'chosen' : byConnection ? 'connection' : byPeople ? 'people' : 'unknown',
    connection: connection && {
      ssoId: connection.id,
      name: connection.name,
      scimUrl: connection.scimUrl === '' ? null : connection.scimUrl,
    },
    facts: setUpFacts({
      provisioning,
      unread: read.ok ? null : read.failure.sentence,
      connection,
      seen,
      test,
      silence,
      toRename: toRename.length,
    }),
    toRename: toRename.slice(0, mostShown),
    moreToRename: Math.max(0, toRename.length - mostShown),
    seenGroups: groupsSeen(seen).length,
    readAt: doors.now().toISOString(),
  });
}
