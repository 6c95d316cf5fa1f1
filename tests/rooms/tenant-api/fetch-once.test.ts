import type { ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { fetchOnce, type Lane } from '../../../src-main/tenant-api/fetch-once.ts';
import { type ScriptedServer, startScriptedServer } from '../harness/scripted-server.ts';

const servers: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** Lanes over Node's own fetch that write down what is done with them. */
function writtenLanes() {
  const done: string[] = [];
  const openLane = (number: number): Lane => ({
    fetch: (input, init) => {
      done.push(`send ${number}`);
      return fetch(input, init);
    },
    closeAllConnections: async () => {
      done.push(`close ${number}`);
    },
  });
  const reads: typeof fetch = (input, init) => {
    done.push('read');
    return fetch(input, init);
  };
  return { done, send: fetchOnce({ reads, openLane }) };
}

test('every change closes the connections of its lane first; reads keep theirs', async () => {
  const server = await startScriptedServer((_request, response) => response.end('{}'));
  servers.push(server);
  const { done, send } = writtenLanes();
  for (const method of ['POST', 'PATCH', 'GET', 'PUT', 'DELETE']) {
    const response = await send(server.origin, { method, ...(method === 'PUT' ? { body: '{}' } : {}) });
    expect(await response.text()).toBe('{}');
  }
  expect(done).toEqual([
    'close 0',
    'send 0',
    'close 0',
    'send 0',
    'read',
    'close 0',
    'send 0',
    'close 0',
    'send 0',
  ]);
  expect(server.arrived.map(({ method }) => method)).toEqual(['POST', 'PATCH', 'GET', 'PUT', 'DELETE']);
});

test('a lane is used again only after its answer was read, given up or lost; at most 16 are opened', async () => {
  const open: ServerResponse[] = [];
  let noteAll = (): void => undefined;
  const all = new Promise<void>((resolve) => {
    noteAll = resolve;
  });
  const server = await startScriptedServer((_request, response) => {
    open.push(response);
    response.writeHead(200);
    response.write('{');
    if (open.length === 16) noteAll();
    if (open.length > 16) response.end('}');
  });
  servers.push(server);
  const { done, send } = writtenLanes();
  const first = Array.from({ length: 16 }, () => send(server.origin, { method: 'POST' }));
  const late = Array.from({ length: 3 }, () => send(server.origin, { method: 'POST' }).then((r) => r.text()));
  await all;
  const answers = await Promise.all(first);
  expect(done.filter((what) => what.startsWith('send')).length).toBe(16);

  open[0]?.end('}');
  expect(await answers[0]?.text()).toBe('{}');
  await answers[1]?.body?.cancel();
  open[2]?.destroy();
  await expect(answers[2]?.text()).rejects.toThrow();
  expect(await Promise.all(late)).toEqual(['{}', '{}', '{}']);
  expect(new Set(done).size).toBe(32);
});

test('a lane comes back when the request fails or was given up while it waited', async () => {
  const server = await startScriptedServer((request, response) => {
    if (request.url === '/broken') request.socket.destroy();
    else response.end('{}');
  });
  servers.push(server);
  const { done, send } = writtenLanes();
  for (let index = 0; index < 10; index++) {
    await expect(send(`${server.origin}/broken`, { method: 'POST' })).rejects.toThrow();
    await expect(send(server.origin, { method: 'POST', signal: AbortSignal.abort() })).rejects.toThrow();
  }
  expect((await send(server.origin, { method: 'POST' })).status).toBe(200);
  expect(new Set(done)).toEqual(new Set(['close 0', 'send 0']));
  expect(server.arrived.length).toBe(11);
});
