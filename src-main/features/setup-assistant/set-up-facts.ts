import type { Provisioning, ScimTokenState, SsoConnection } from '../../../src-contract/provisioning.ts';
import type { SetUp, SetUpFact } from '../../../src-contract/setup-assistant.ts';
import type { SeenInCopy } from './setup-assistant-rows.ts';
import type { LastTest, PushSilence } from './setup-doors.ts';

/** All that the facts are made of. */
export interface SetUpEvidence {
  /** Null when it could not be read; `unread` says why. */
  provisioning: Provisioning | null;
  unread: string | null;
  connection: SsoConnection | null;
  seen: SeenInCopy;
  test: LastTest | null;
  silence: PushSilence | null;
  /** SCIM teams whose names the stricter rule would refuse, and names taken for groups that did not come yet. */
  toRename: number;
}

const fact = (state: SetUpFact['state'], sentence: string, at: string | null = null): SetUpFact => ({
  state,
  sentence,
  at,
});
const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

function ssoFact({ provisioning, unread, connection }: SetUpEvidence): SetUpFact {
  if (provisioning === null) return fact('not-told', unread ?? '');
  if (provisioning.modeIs !== 'reported') return fact('not-told', 'The SSO connection cannot be told here.');
  return connection === null
    ? fact('waiting', 'No SSO connection yet. It comes first: the SCIM URL belongs to it.')
    : fact('done', `SSO connection ${connection.name}`);
}

function modeFact({ provisioning, unread }: SetUpEvidence): SetUpFact {
  if (provisioning === null) return fact('not-told', unread ?? '');
  if (provisioning.mode !== 'scim') return fact('waiting', 'The mode is not SCIM, so pushes are refused.');
  const how = {
    reported: '',
    inferred: ', inferred from what people look like',
    recorded: ', as recorded here',
  };
  return fact('done', `SCIM is on${how[provisioning.modeIs]}`);
}

function tokenOf({ provisioning, connection }: SetUpEvidence): ScimTokenState | null {
  return provisioning?.tokens?.find(({ ssoId }) => ssoId === connection?.id) ?? null;
}

function tokenFact(evidence: SetUpEvidence): SetUpFact {
  const { provisioning, unread, connection } = evidence;
  if (provisioning === null) return fact('not-told', unread ?? '');
  if (provisioning.tokens === null) return fact('not-told', 'The token cannot be told here.');
  const token = tokenOf(evidence);
  if (connection === null || token === null || token.state === 'none') {
    return fact('waiting', 'No token yet. Make one beside this.');
  }
  if (token.state === 'unknown') {
    return fact('look', 'A rotation was cut off, so it is not known which token is valid. Rotate again.');
  }
  const ending = token.lastFour === null ? '' : `, ends in ${token.lastFour}`;
  return fact('done', `Token active${ending}, made`, token.createdAt);
}

function usedFact(evidence: SetUpEvidence): SetUpFact {
  const { provisioning, unread, seen, test } = evidence;
  if (provisioning === null) return fact('not-told', unread ?? '');
  if (provisioning.tokens === null) return fact('not-told', 'Use of the token cannot be told here.');
  const token = tokenOf(evidence);
  if (token === null || token.state !== 'active') return fact('waiting', 'Nothing has used a token yet.');
  const { lastUsedAt, createdAt } = token;
  const isUsed =
    lastUsedAt !== null && (createdAt === null || Date.parse(lastUsedAt) >= Date.parse(createdAt));
  if (!isUsed) {
    return seen.scimPeople > 0
      ? fact(
          'look',
          'Not used since it was made: the provider may still hold the former token. Made',
          createdAt,
        )
      : fact('waiting', 'Not used since it was made. Made', createdAt);
  }
  // A test from here uses the token too, and proves nothing about the provider.
  const isOurs = test !== null && Date.parse(lastUsedAt) <= Date.parse(test.at) && seen.scimPeople === 0;
  return isOurs
    ? fact('waiting', 'Used by the connection test only.', lastUsedAt)
    : fact('done', 'Token last used', lastUsedAt);
}

function testFact({ test }: SetUpEvidence): SetUpFact {
  if (test === null) return fact('waiting', 'Not tested yet.');
  return fact(test.result === 'passed' ? 'done' : 'look', test.sentence, test.at);
}

function pushesFact({ silence }: SetUpEvidence): SetUpFact {
  if (silence === null) return fact('waiting', 'Nothing is known of the usual gaps yet.');
  // The sentence says how long ago it was.
  return fact(silence.state === 'usual' ? 'done' : 'look', silence.sentence);
}

function groupNamesFact({ seen, toRename }: SetUpEvidence): SetUpFact {
  const scimTeams = seen.teams.filter(({ source }) => source === 'scim').length;
  if (toRename > 0) return fact('look', `${counted(toRename, 'group', 'groups')} to rename`);
  return scimTeams === 0 ? fact('waiting', 'No group seen yet.') : fact('done', 'All names keep the rule');
}

/** What the tenant, the copy and the tests tell of a set-up, thing by thing. */
export function setUpFacts(evidence: SetUpEvidence): SetUp['facts'] {
  const { seen } = evidence;
  const newest = seen.lastScimPersonAt === null ? null : new Date(seen.lastScimPersonAt).toISOString();
  const scimTeams = seen.teams.filter(({ source }) => source === 'scim').length;
  return {
    sso: ssoFact(evidence),
    mode: modeFact(evidence),
    token: tokenFact(evidence),
    'token-used': usedFact(evidence),
    test: testFact(evidence),
    people:
      seen.scimPeople === 0
        ? fact('waiting', 'Nobody came by SCIM yet.')
        : fact('done', `${counted(seen.scimPeople, 'person', 'people')} by SCIM, the newest`, newest),
    deactivation:
      seen.scimDeactivated === 0
        ? fact('waiting', 'No deactivation seen yet.')
        : fact('done', `${counted(seen.scimDeactivated, 'deactivation', 'deactivations')} seen`),
    groups:
      scimTeams === 0
        ? fact('waiting', 'No group came by SCIM yet.')
        : fact('done', `${counted(scimTeams, 'team', 'teams')} by SCIM`),
    'group-names': groupNamesFact(evidence),
    pushes: pushesFact(evidence),
  };
}
