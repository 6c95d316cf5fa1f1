import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkAgainstOpenapi } from '../openapi/check-against-openapi.ts';
import { findOperation } from '../openapi/described-operations.ts';
import { adminToken, memberToken, serveSandbox } from '../serve-sandbox.ts';
import { expectConsistent } from './expect-consistent.ts';
import { type FuzzRequest, fuzzRequest } from './fuzz-request.ts';
import { fuzzRuns, fuzzSeed } from './fuzz-runs.ts';
import { FuzzTally } from './fuzz-tally.ts';
import { readKnownNames } from './known-names.ts';
import { sendFuzz } from './send-fuzz.ts';

const tokens = { admin: adminToken, member: memberToken, nobody: undefined, garbled: 'no-such-token' };

test('made-up requests to every operation end in answers as described, never in 5xx or silence', async () => {
  const sandbox = await serveSandbox();
  const { tenantUrl } = sandbox;
  const names = await readKnownNames(sandbox);
  const tally = new FuzzTally();
  await fc.assert(
    fc.asyncProperty(fuzzRequest(names), async (request) => {
      const answer = await sendFuzz(request, { tenantUrl, tokens });
      tally.add(request.mood, answer);
      expect(answer.status, answer.text.slice(0, 300)).toBeLessThan(500);
      expect(answer.ms).toBeLessThan(5000);
      // Refused by Node's own reader of headers, before any route sees it.
      if (answer.status === 431) return;
      const isJson = /\bjson\b/u.test(answer.contentType ?? '');
      checkAgainstOpenapi({
        method: request.method,
        path: request.target,
        requestBody: bodyThatCounts(request),
        status: answer.status,
        contentType: answer.contentType,
        body: isJson && answer.text !== '' ? JSON.parse(answer.text) : undefined,
      });
    }),
    { numRuns: Math.round(fuzzRuns * 0.8), seed: fuzzSeed },
  );
  if (process.env.TENANTRY_FUZZ_RUNS !== undefined) console.log(`REST fuzz: ${tally}`);
  // Were most of them refused, little would be known of what stands behind the checks.
  expect(tally.successes('valid')).toBeGreaterThan(0.4);
  await expectConsistent(sandbox);
}, 600_000);

/** What the tenant must have read. A body that is optional is not looked at where the query says all. */
function bodyThatCounts({ method, target, body }: FuzzRequest): unknown {
  const operation = findOperation(method, target.split('?')[0] ?? '');
  if (body === undefined || operation?.isBodyRequired !== true) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    // Sent broken on purpose; an answer other than a refusal is found by its status.
    return undefined;
  }
}
