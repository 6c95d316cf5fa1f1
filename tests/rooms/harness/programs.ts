import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** What room tests run in processes and threads of their own, by the name of the built file. */
export const programs = {
  sandbox: 'src-sandbox/start.ts',
  'cache-thread': 'src-main/cache-thread.ts',
  'cache-thread-with-faults': 'tests/rooms/cache/thread-with-faults.ts',
  'sync-once': 'tests/rooms/sync/sync-once.ts',
  'rotate-and-die': 'tests/rooms/provisioning/rotate-and-die.ts',
  'open-and-die': 'tests/rooms/ledger/open-and-die.ts',
  main: 'tests/torture/node-app-process.ts',
} as const;

export type ProgramName = keyof typeof programs;

/** The folder of the built programs for this run of the tests; set by build-programs.ts. */
export const builtIn = 'TENANTRY_TEST_PROGRAMS';

/** A program as built for this run. Throws outside of a run of room tests. */
export function builtProgram(name: ProgramName): URL {
  const folder = process.env[builtIn];
  if (folder === undefined) throw new Error(`${name} is built by the room tests only`);
  return pathToFileURL(join(folder, `${name}.mjs`));
}

/** What Node is to run for a program: as built for this run, elsewhere from its sources. */
export function programArguments(name: ProgramName): string[] {
  return process.env[builtIn] === undefined
    ? ['--import', 'tsx', join(root, programs[name])]
    : [fileURLToPath(builtProgram(name))];
}
