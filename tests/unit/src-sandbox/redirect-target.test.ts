import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ApiProblem } from '../../../src-sandbox/answer-error.ts';
import { redirectTarget } from '../../../src-sandbox/sign-in/redirect-target.ts';

const tenantUrl = 'http://127.0.0.1:4100';

const refused = [
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/x/..//evil.example',
  '/%2e//evil.example',
  '/%2E%2e//evil.example',
  './/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  '/.\r//evil.example',
  '/.\\\\evil.example',
  'http:///evil.example/../',
  'http://127.0.0.1:4100//evil.example',
  'http://localhost:4100/.//evil.example',
  'http://127.0.0.1:9//evil.example',
  '/\\/evil.example',
  'https://evil.example',
  'javascript:alert(1)',
];

test.each(refused)('nobody is led to %j', (asked) => {
  expect(() => redirectTarget(tenantUrl, asked)).toThrow(ApiProblem);
});

test.each([
  ['/outbox', '/outbox'],
  ['/outbox?to=a//b\\c#d', '/outbox?to=a//b\\c#d'],
  ['/a//b', '/a//b'],
  ['/./outbox', '/outbox'],
  ['', '/'],
  [tenantUrl, '/'],
  [`${tenantUrl}/outbox`, '/outbox'],
  ['http://localhost:4100/outbox', '/outbox'],
  ['http://127.0.0.1:9/done', 'http://127.0.0.1:9/done'],
  ['http://localhost:9', 'http://localhost:9/'],
  ['https://127.0.0.1:4100/', 'https://127.0.0.1:4100/'],
])('%j leads to %j', (asked, target) => {
  expect(redirectTarget(tenantUrl, asked)).toBe(target);
});

test('whatever is asked, a browser ends at an address of this machine', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '.',
    '%2e',
    '%2F',
    '%5c',
    '\t',
    '\n',
    ' ',
    ':',
    '@',
    '?',
    '#',
    'http:',
    'evil.example',
    '127.0.0.1',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const asked = pieces.join('');
      let target: string;
      try {
        target = redirectTarget(tenantUrl, asked);
      } catch (error) {
        expect(error).toBeInstanceOf(ApiProblem);
        return;
      }
      const led = new URL(target, tenantUrl);
      expect(['127.0.0.1', 'localhost', '[::1]']).toContain(led.hostname);
      // What was judged stays what it is when it is judged again, as `next` is.
      expect(redirectTarget(tenantUrl, target)).toBe(target);
    }),
    { numRuns: 5000 },
  );
});
