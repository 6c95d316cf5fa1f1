import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./base-tenant.mjs', import.meta.url));

/** The base tenant of this bench, in a process of its own. */
export interface BaseTenant {
  origin: string;
  /** Empties it, and sets how long each answer takes. */
  begin(serverMs: number): Promise<void>;
  /** How many people are in it, and how often each call was made since `begin`. */
  count(): Promise<{ people: number; counts: Record<string, number> }>;
  stop(): void;
}

/** Starts it and waits until it serves. */
export async function startBaseTenant(): Promise<BaseTenant> {
  const child = fork(program, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  if (child.stdout === null) throw new Error('the base tenant has no output');
  const [origin] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    origin,
    begin: async (serverMs) => {
      await fetch(`${origin}/bench`, { method: 'POST', body: JSON.stringify({ serverMs }) });
    },
    count: async () =>
      (await (await fetch(`${origin}/bench`)).json()) as Awaited<ReturnType<BaseTenant['count']>>,
    stop: () => {
      child.disconnect();
    },
  };
}
