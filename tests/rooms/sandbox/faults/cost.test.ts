import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openRequestRegister } from '../../../../src-sandbox/control/request-register.ts';
import { openFaultDesk } from '../../../../src-sandbox/faults/fault-desk.ts';
import { faultOrder } from '../../../../src-sandbox/faults/fault-order.ts';
import { runFaults } from '../../../../src-sandbox/faults/run-faults.ts';
import type { TenantStore } from '../../../../src-sandbox/store/open-store.ts';

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/svc/v1/users?limit=10`;
}

/** The median time of a request to each of the addresses, asked in turn so that the machine's moods hit all alike. */
async function medians(addresses: readonly string[]): Promise<number[]> {
  const times = addresses.map((): number[] => []);
  for (let round = 0; round < 600; round += 1) {
    for (const [place, address] of addresses.entries()) {
      const begun = performance.now();
      await (await fetch(address)).text();
      if (round >= 100) times[place]?.push(performance.now() - begun);
    }
  }
  return times.map((all) => all.sort((one, other) => one - other)[250] ?? Number.NaN);
}

test('faults and register cost a request under 0.2 ms, without orders and with one that does not fit', async () => {
  const route: RequestListener = (_request, response) => void response.end('{"data":[]}');
  const layered = (order?: object): RequestListener => {
    const register = openRequestRegister(Date.now);
    const desk = openFaultDesk({
      // No order of this test looks into the tenant.
      store: {} as TenantStore,
      takeSnapshot: () => ({ route, hold: () => () => undefined }),
      tokenHashes: { admin: 'none', member: undefined },
      refuseConnections: () => () => undefined,
    });
    if (order !== undefined) desk.order(faultOrder.parse(order));
    const answer = runFaults(route, {
      desk,
      now: Date.now,
      beforeRoute: new WeakMap(),
      closing: new AbortController().signal,
      onStrike: register.noteStrike,
    });
    return (request, response) => {
      register.note(request, response);
      answer(request, response);
    };
  };
  const [plain = 0, idle = 0, unfit = 0] = await medians([
    await serve(route),
    await serve(layered()),
    await serve(layered({ kind: 'hang', match: { path: '/nowhere/:id', query: { a: 'b' } } })),
  ]);
  expect(idle - plain).toBeLessThan(0.2);
  expect(unfit - plain).toBeLessThan(0.2);
});
