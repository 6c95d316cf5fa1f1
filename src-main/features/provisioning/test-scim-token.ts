import type { OutputOf } from '../../../src-contract/channels.ts';
import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { ApiOutcome } from '../../tenant-api/api-outcome.ts';
import { counted } from './mode-words.ts';
import { openTenant, type ProvisioningDoors } from './provisioning-doors.ts';
import { countProvisioning } from './provisioning-rows.ts';

type Checks = OutputOf<'provisioning/test-scim-token'>['checks'];
type Check = Checks[number];

function serverCheck(answer: ApiOutcome<{ patch: boolean; filter: boolean }>, tookMs: number): Check {
  const name = 'Server answers';
  if (answer.ok) {
    const { patch, filter } = answer.value;
    const missing = [...(patch ? [] : ['patch']), ...(filter ? [] : ['filter'])].join(' and ');
    return missing === ''
      ? { name, result: 'passed', sentence: 'SCIM 2.0, patch and filter supported', tookMs }
      : {
          name,
          result: 'look',
          sentence: `SCIM 2.0, but it says that it does not support ${missing}`,
          tookMs,
        };
  }
  // A refusal is an answer; what it means is the next check's business.
  if (answer.status === 401 || answer.status === 403) {
    return { name, result: 'passed', sentence: `Status ${answer.status}`, tookMs };
  }
  return { name, result: 'failed', sentence: answer.failure.sentence, tookMs };
}

function tokenCheck(answer: ApiOutcome<number>, tookMs: number): Check {
  if (answer.ok)
    return { name: 'Token accepted', result: 'passed', sentence: 'Read access to users', tookMs };
  const isRefused = answer.status === 401 || answer.status === 403;
  return {
    name: isRefused ? 'Token refused' : 'Token not tested',
    result: 'failed',
    sentence: isRefused
      ? `Status ${answer.status}. A newer token may have replaced it`
      : answer.failure.sentence,
    tookMs,
  };
}

function usersCheck(readable: number, copy: { scim: number; people: number }, tookMs: number): Check {
  const isSame = readable === copy.scim || readable === copy.people;
  return {
    name: readable === 1 ? '1 user readable' : `${counted(readable)} users readable`,
    result: isSame ? 'passed' : 'look',
    sentence: isSame
      ? 'Matches the local copy'
      : `The local copy has ${counted(copy.scim)} from SCIM, ${counted(copy.people)} in all`,
    tookMs,
  };
}

/**
 * Tests the SCIM URL with a token just made, as an identity provider would: does the server answer, is the token
 * accepted, how many people can be read. A check that fails is a result, not a failure of this call. Fails with
 * `token-gone`, `tenant-gone` or `signed-out`.
 */
export async function testScimToken(
  doors: ProvisioningDoors,
  tokenId: string,
): Promise<Outcome<{ checks: Checks }>> {
  const made = doors.madeTokens.read(tokenId);
  if (!made.ok) return made;
  const { tenantId, scimUrl, token } = made.value;
  const opened = openTenant(doors, tenantId);
  if (!opened.ok) return opened;
  const copy = await doors.cache.read(countProvisioning, { tenantId });

  const timed = async <Value>(call: Promise<ApiOutcome<Value>>) => {
    const begun = doors.clock.monotonicMs();
    const answer = await call;
    return { answer, tookMs: Math.max(0, Math.round(doors.clock.monotonicMs() - begun)) };
  };
  const checks = await opened.value.client.readScimAs({ scimUrl, token }, async (scim) => {
    const server = await timed(scim.readServiceProvider());
    const first = serverCheck(server.answer, server.tookMs);
    if (first.result === 'failed') return [first];
    const users = await timed(scim.countUsers());
    const accepted = tokenCheck(users.answer, users.tookMs);
    return users.answer.ok
      ? [first, accepted, usersCheck(users.answer.value, copy, users.tookMs)]
      : [first, accepted];
  });
  return ok({ checks });
}
