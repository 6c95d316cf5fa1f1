import { expect, onTestFinished, test } from 'vitest';
import { postToParent } from '../../../src-sandbox/parent-link.ts';

const ready = {
  tenantUrl: 'http://127.0.0.1:1',
  tenantName: 'sandbox',
  token: 'admin-token-0123456789',
  scimUrl: 'http://127.0.0.1:1/scim',
  scimToken: 'scim-token-0123456789',
  controlUrl: 'http://127.0.0.1:2/secret/',
  users: 60,
  seed: 1,
  mode: 'scim',
} as const;

test('the app is told how to connect and where the control page is, but no SCIM token', () => {
  const posted: unknown[] = [];
  Object.defineProperty(process, 'parentPort', {
    value: { postMessage: (message: unknown) => posted.push(message) },
    configurable: true,
  });
  onTestFinished(() => void Reflect.deleteProperty(process, 'parentPort'));
  postToParent(ready);
  const { scimUrl: _url, scimToken: _token, ...needed } = ready;
  expect(posted).toEqual([needed]);
});

test('under plain Node nothing is posted and nothing fails', () => {
  expect(() => postToParent(ready)).not.toThrow();
});
