import { expect, test } from 'vitest';
import { ApiProblem } from '../../../../src-sandbox/answer-error.ts';
import { askForDevice, collectTokens, waitingDevice } from '../../../../src-sandbox/sign-in/device-codes.ts';
import type { TenantStore } from '../../../../src-sandbox/store/open-store.ts';
import { openClockedStore } from './open-clocked-store.ts';

const minute = 60_000;
const most = 10_000;

/** As many clients as that begin to wait now. */
function waitInCrowd(store: TenantStore, clients: number): void {
  const createdAt = store.now();
  const expiresAt = createdAt + 10 * minute;
  store.atomically(() => {
    for (let place = 0; place < clients; place += 1) {
      const hashes = { deviceHash: `device ${place}`, userHash: `user ${place}` };
      store.deviceCodes.add({
        ...hashes,
        asker: 'a crowd',
        state: 'waiting',
        userPosition: null,
        createdAt,
        expiresAt,
      });
    }
  });
}

test('10,000 codes nobody uses close the sign-in for as long as they wait, not for a day', () => {
  const { store, advance, countDeviceCodes } = openClockedStore();
  const ask = () => askForDevice(store, 'a test');
  waitInCrowd(store, most - 1);
  ask();
  expect(ask).toThrow(expect.objectContaining({ statusCode: 429 }));
  advance(10 * minute - 1);
  expect(ask).toThrow(ApiProblem);
  advance(1);
  const { userCode, deviceCode } = ask();
  expect(waitingDevice(store, userCode)).toBeDefined();
  expect(collectTokens(store, deviceCode)).toBe('waiting');
  advance(10 * minute);
  ask();
  expect(countDeviceCodes()).toBeLessThan(10);
});

test('codes that were decided on do not count as waiting', () => {
  const { store, advance } = openClockedStore();
  const { userCode } = askForDevice(store, 'a test');
  waitInCrowd(store, most - 1);
  expect(() => askForDevice(store, 'a test')).toThrow(ApiProblem);
  const device = waitingDevice(store, userCode);
  store.deviceCodes.setState(device?.deviceHash ?? '', { state: 'denied', userPosition: null });
  askForDevice(store, 'a test');
  expect(() => askForDevice(store, 'a test')).toThrow(ApiProblem);
  advance(10 * minute);
  askForDevice(store, 'a test');
});

test('a client that asks on after its code lapsed is told so before the code is forgotten', () => {
  const { store, advance } = openClockedStore();
  const { deviceCode } = askForDevice(store, 'a test');
  advance(10 * minute);
  askForDevice(store, 'another');
  expect(() => collectTokens(store, deviceCode)).toThrow(expect.objectContaining({ code: 'EXPIRED_TOKEN' }));
  advance(10 * minute);
  askForDevice(store, 'another');
  expect(() => collectTokens(store, deviceCode)).toThrow(expect.objectContaining({ code: 'INVALID_GRANT' }));
});
