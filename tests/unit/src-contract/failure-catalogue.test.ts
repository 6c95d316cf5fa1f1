import { describe, expect, it } from 'vitest';
import { describeFailure, failureCodes } from '../../../src-contract/failure-catalogue.ts';
import { failureSchema } from '../../../src-contract/outcome.ts';

const facts = {
  host: 'platform.halden.example',
  person: 'lars.myhre@halden.example',
  role: 'auditor',
  team: 'fleet',
  tenant: 'Halden Robotics',
  file: 'contractors.csv',
  count: '120 of 200 done',
  wait: '12 s',
  why: 'because of a reason',
  status: '502',
  requestId: '7f1c-22ab',
};

// Requirement K1: every code renders to whole sentences, with and without facts.
describe.each(failureCodes)('failure %s', (code) => {
  it.each([
    ['with all facts', facts],
    ['with no facts', {}],
    ['with empty facts', Object.fromEntries(Object.keys(facts).map((name) => [name, '']))],
  ])('reads as plain sentences %s', (_name, given) => {
    const failure = failureSchema.parse(describeFailure(code, given));
    for (const text of [failure.sentence, failure.changed, failure.next]) {
      expect(text).toMatch(/^\S.*\.$/s);
      expect(text).not.toMatch(
        /undefined|null|\[object|\bNaN\b| {2}|!|\b([Pp]lease|[Oo]ops|[Ss]uccessfully)\b/,
      );
      expect(text).not.toMatch(/\bat .+:\d+:\d+|\bError:| [.,:;]|\(\)/);
    }
    expect(failure.detail).toContain(`code ${code}`);
  });
});

describe('describeFailure', () => {
  it('keeps sentence and detail within what the page accepts, however long a fact is', () => {
    const failure = describeFailure('conflict', { person: 'x'.repeat(50_000), why: 'y'.repeat(50_000) });
    expect(failureSchema.safeParse(failure).success).toBe(true);
  });
});
