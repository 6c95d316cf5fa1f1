import fc from 'fast-check';
import { expect, test } from 'vitest';
import { serveSandbox } from '../serve-sandbox.ts';
import { expectConsistent } from './expect-consistent.ts';
import type { FuzzRequest } from './fuzz-request.ts';
import { fuzzRuns, fuzzSeed } from './fuzz-runs.ts';
import { FuzzTally } from './fuzz-tally.ts';
import { readKnownNames } from './known-names.ts';
import { scimRequest } from './scim-request.ts';
import { type FuzzAnswer, sendFuzz } from './send-fuzz.ts';

const urn = 'urn:ietf:params:scim:api:messages:2.0';

test('made-up SCIM requests end in SCIM answers, never in 5xx or silence', async () => {
  const sandbox = await serveSandbox();
  const { tenantUrl, ready } = sandbox;
  const names = await readKnownNames(sandbox);
  const tokens = { admin: ready.scimToken, member: undefined, nobody: undefined, garbled: 'no-such-token' };
  const tally = new FuzzTally();
  await fc.assert(
    fc.asyncProperty(scimRequest(names), async (request) => {
      const answer = await sendFuzz(request, { tenantUrl, tokens });
      tally.add(request.mood, answer);
      expectScim(request, answer);
    }),
    { numRuns: Math.round(fuzzRuns * 0.2), seed: fuzzSeed },
  );
  if (process.env.TENANTRY_FUZZ_RUNS !== undefined) console.log(`SCIM fuzz: ${tally}`);
  // Half of these are as they should be; of the others many filters and paths are broken on purpose.
  expect(tally.successes('valid')).toBeGreaterThan(0.45);
  await expectConsistent(sandbox);
}, 600_000);

/** RFC 7644 sections 3.4.2, 3.12 and 8.1: content type, error bodies and lists; 501 only for what is not offered. */
function expectScim(request: FuzzRequest, answer: FuzzAnswer): void {
  const { status, text } = answer;
  const isNotOffered = status === 501 && /\/(?:Me|Bulk)(?:[/?]|$)/u.test(request.target);
  if (!isNotOffered) expect(status, text.slice(0, 300)).toBeLessThan(500);
  expect(answer.ms).toBeLessThan(5000);
  // Refused by Node's own reader of headers, before any route sees it.
  if (status === 431 || text === '') return;
  expect(answer.contentType).toMatch(/^application\/scim\+json/u);
  const body = JSON.parse(text);
  if (status >= 400) {
    expect(body).toMatchObject({ schemas: [`${urn}:Error`], status: String(status) });
    expect(typeof body.detail).toBe('string');
  } else if (body.schemas?.includes(`${urn}:ListResponse`)) {
    expect(body.totalResults).toBeGreaterThanOrEqual((body.Resources ?? []).length);
  } else expect(body.schemas.length).toBeGreaterThan(0);
}
