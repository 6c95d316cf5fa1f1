import { randomBytes } from 'node:crypto';
import type { ScimExchange } from '../../tenant-api/scim-wire.ts';
import { type TestCheckId, testChecks } from './check-catalogue.ts';
import { judgeUrl } from './judge-url.ts';
import { failedWith, look, passed, skipped } from './notes.ts';
import { skewOf, skewWords } from './other-views.ts';
import { isGood, listIn, saidBy, scimErrorIn } from './read-exchange.ts';
import type { TestDoors } from './test-doors.ts';
import { testFilters } from './test-filters.ts';
import { testGroups } from './test-groups.ts';
import { testPeople } from './test-people.ts';

const skewLooksMs = 120_000;
const slowMs = 10_000;
const dayMs = 86_400_000;

function spanWords(ms: number): string {
  const days = Math.floor(Math.abs(ms) / dayMs);
  return days >= 1 ? `${days} d` : `${Math.max(1, Math.floor(Math.abs(ms) / 3_600_000))} h`;
}

/** Whatever was not reached is told as skipped, with the reason, so that no check is silently missing. */
function skipRest({ notes }: TestDoors, why: string): void {
  const noted = new Set(notes.checks.map(({ id }) => id));
  for (const id of Object.keys(testChecks) as TestCheckId[]) {
    if (!noted.has(id)) notes.note(id, skipped(why), null);
  }
}

function noteServer({ notes, clock }: TestDoors, first: ScimExchange): 'goes on' | 'ends' {
  const { tookMs } = first;
  if (first.is === 'lost') {
    if (first.kind === 'redirected') {
      notes.note('server-answers', passed('It answers'), tookMs);
      notes.note('no-web-page', failedWith(saidBy(first)), tookMs);
    } else notes.note('server-answers', failedWith(saidBy(first)), tookMs);
    return 'ends';
  }
  notes.note('server-answers', passed(`Status ${first.status}`), tookMs);
  const skew = skewOf(first, clock.wallMs());
  if (skew === null) notes.note('clock-skew', skipped('It sends no Date'), null);
  else if (Math.abs(skew) >= skewLooksMs) notes.note('clock-skew', look(skewWords(skew)), null);
  else notes.note('clock-skew', passed('Less than two minutes apart'), null);
  if (first.form === 'page') {
    notes.note('no-web-page', failedWith(saidBy(first)), tookMs);
    return 'ends';
  }
  return 'goes on';
}

async function noteToken(doors: TestDoors, first: ScimExchange): Promise<'goes on' | 'ends'> {
  const { notes, views, tokenEndMs, clock } = doors;
  const left = tokenEndMs === null ? null : tokenEndMs - clock.wallMs();
  if (left === null) notes.note('token-age', skipped('The token does not say when it ends'), null);
  else if (left <= 0) notes.note('token-age', failedWith(`It ended ${spanWords(left)} ago`), null);
  else if (left < 30 * dayMs) notes.note('token-age', look(`It ends in ${spanWords(left)}`), null);
  else notes.note('token-age', passed(`It ends in ${spanWords(left)}`), null);

  const takes = (await views?.restTakesToken()) ?? 'unknown';
  if (takes === 'yes')
    notes.note('token-kind', failedWith('The REST API takes it: it is an API token'), null);
  else if (takes === 'no') notes.note('token-kind', passed('The REST API does not take it'), null);
  else notes.note('token-kind', skipped('Only the connected tenant can be asked that'), null);

  if (first.is === 'answer' && (first.status === 401 || first.status === 403)) {
    const finding = failedWith(saidBy(first));
    const next = takes === 'yes' ? { next: 'Copy the SCIM token of the connection and paste it.' } : {};
    notes.note('token-accepted', { ...finding, ...next }, first.tookMs);
    return 'ends';
  }
  return 'goes on';
}

function noteProvider({ notes }: TestDoors, answer: ScimExchange): void {
  if (!isGood(answer) || answer.form !== 'json') {
    // Okta never reads it, Entra neither: nothing breaks without it.
    notes.note('service-provider', look(`ServiceProviderConfig: ${saidBy(answer)}`), answer.tookMs);
    return;
  }
  const says = (name: string): boolean => {
    const part = (answer.body as Record<string, unknown> | null)?.[name];
    return typeof part === 'object' && part !== null && 'supported' in part && part.supported === true;
  };
  const missing = ['patch', 'filter'].filter((name) => !says(name));
  notes.note(
    'service-provider',
    missing.length === 0
      ? passed('SCIM 2.0, patch and filter supported')
      : look(`It says that it does not support ${missing.join(' and ')}`),
    answer.tookMs,
  );
}

function noteForm({ notes }: TestDoors, users: ScimExchange): void {
  if (users.is === 'lost') return;
  const isScim = users.type === 'application/scim+json';
  const sentence = users.type === '' ? 'It sends no content type' : users.type;
  notes.note(
    'content-type',
    isScim ? passed(sentence) : users.type === 'application/json' ? look(sentence) : failedWith(sentence),
    null,
  );
  const list = listIn(users);
  if (list !== null)
    notes.note(
      'counts-are-numbers',
      list.total === null
        ? failedWith('totalResults is missing or no number')
        : passed('totalResults is a number'),
      null,
    );
}

async function noteNoUserAgent({ notes, wire }: TestDoors): Promise<void> {
  // The same question as before, so that only the missing header can make the difference.
  const query = { startIndex: 1, count: 2 };
  const bare = await wire.send({
    method: 'GET',
    path: '/Users',
    template: '/Users',
    query,
    userAgent: 'none',
  });
  if (bare.is === 'lost' && bare.kind !== 'redirected')
    notes.note('no-user-agent', skipped(`Could not be tried from this computer: ${saidBy(bare)}`), null);
  else if (isGood(bare)) notes.note('no-user-agent', passed('As Entra tests the connection'), bare.tookMs);
  else notes.note('no-user-agent', failedWith(saidBy(bare)), bare.tookMs);
}

async function noteUnknown({ notes, wire }: TestDoors): Promise<void> {
  const path = `/Users/tenantry-unknown-${randomBytes(6).toString('hex')}`;
  const answer = await wire.send({ method: 'GET', path, template: '/Users/{id}' });
  if (answer.is === 'lost' || answer.status !== 404)
    notes.note('unknown-person', failedWith(saidBy(answer)), answer.tookMs);
  else if (!scimErrorIn(answer).isScim)
    notes.note('unknown-person', look('Status 404, but not in the SCIM error form'), answer.tookMs);
  else notes.note('unknown-person', passed('Status 404 in SCIM form'), answer.tookMs);
}

/**
 * Looks at a SCIM service as an identity provider would, without changing anything: each check is noted with its own
 * sentence. Never rejects for what the service does; what could not be tried is noted as skipped with the reason.
 */
export async function testConnection(doors: TestDoors): Promise<void> {
  const { wire, notes, until } = doors;
  for (const [id, finding] of Object.entries(judgeUrl(doors.given, doors.owner)))
    notes.note(id as TestCheckId, finding, null);

  notes.at('Asking the service what it is');
  const config = await wire.send({
    method: 'GET',
    path: '/ServiceProviderConfig',
    template: '/ServiceProviderConfig',
  });
  const query = { startIndex: 1, count: 2 };
  const users = await wire.send({ method: 'GET', path: '/Users', template: '/Users', query });
  if (noteServer(doors, users) === 'ends')
    return skipRest(doors, 'Nothing more to see before that is mended');
  if (config.is === 'answer' && config.form === 'page' && isGood(users))
    notes.note('no-web-page', look('Only ServiceProviderConfig answers with a page'), null);
  else notes.note('no-web-page', passed('JSON'), null);

  notes.at('Looking at the token');
  if ((await noteToken(doors, users)) === 'ends') return skipRest(doors, 'The token was not accepted');
  if (!isGood(users) || listIn(users) === null) {
    notes.note('token-accepted', skipped('The answer does not tell'), null);
    notes.note('people-readable', failedWith(`Users: ${saidBy(users)}`), users.tookMs);
    return skipRest(doors, 'The list of people cannot be read');
  }
  notes.note('token-accepted', passed('Read access to people'), users.tookMs);
  noteProvider(doors, config);
  noteForm(doors, users);
  await noteNoUserAgent(doors);
  if (until.aborted) return skipRest(doors, 'Cancelled before');
  await testFilters(doors, listIn(users));
  await noteUnknown(doors);
  if (until.aborted) return skipRest(doors, 'Cancelled before');
  await testPeople(doors);
  if (until.aborted) return skipRest(doors, 'Cancelled before');
  await testGroups(doors);
  const slowest = wire.slowestMs();
  notes.note(
    'answer-time',
    slowest < slowMs
      ? passed(`The slowest took ${slowest} ms`)
      : look(`The slowest took ${Math.round(slowest / 1000)} s`),
    slowest,
  );
  notes.note('throttle', wire.throttling(), null);
  skipRest(doors, 'Could not be tried');
}
