import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Outcome } from '../../src-contract/outcome.ts';
import { programArguments } from '../rooms/harness/programs.ts';
import type { AppUnderTest } from './app-under-test.ts';

export interface NodeApp extends AppUnderTest {
  /** SIGSTOP: it stands still as a computer does that sleeps; SIGCONT: it goes on. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
}

/** The other half of `reviveBytes` in the process. */
const packBytes = (_key: string, value: unknown): unknown =>
  value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value;

/** Starts the main process under plain Node on a profile folder; `thread` is the built cache thread. */
export async function openNodeApp(folder: string, thread: URL): Promise<NodeApp> {
  const child = spawn(process.execPath, [...programArguments('main'), folder, thread.href], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(child, 'close');
  const waiting = new Map<
    number,
    { resolve: (outcome: Outcome<unknown>) => void; reject: (error: Error) => void }
  >();
  let lastId = 0;
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = JSON.parse(line) as { ready?: true; id?: number; outcome?: Outcome<unknown> };
      if (said.ready === true) resolve();
      if (said.id === undefined || said.outcome === undefined) return;
      waiting.get(said.id)?.resolve(said.outcome);
      waiting.delete(said.id);
    });
    void gone.then(() => {
      const error = new Error('the process is gone');
      reject(error);
      for (const { reject: refuse } of waiting.values()) refuse(error);
    });
  });
  child.stdin.on('error', () => undefined);
  await ready;
  return {
    call: (async (name: string, input: unknown) => {
      const id = ++lastId;
      const outcome = await new Promise<Outcome<unknown>>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        child.stdin.write(`${JSON.stringify({ id, name, input }, packBytes)}\n`);
      });
      if (!outcome.ok) throw new Error(`${name}: ${outcome.failure.code}, ${outcome.failure.sentence}`);
      return outcome.value;
    }) as AppUnderTest['call'],
    signal: (name) => {
      child.kill(name);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
    close: async () => {
      child.stdin.write(`${JSON.stringify({ id: 0, name: 'close', input: {} })}\n`);
      await gone;
    },
  };
}
