import { cacheJob, cacheRead, cacheWrite } from '../../../src-main/cache/cache-handles.ts';
import type { MemorySlot } from '../../../src-main/cache/memory-slot.ts';

/** Ends the thread, as a crash of the native part would. */
export const crash = cacheRead('test/crash', (): null => process.exit(7));

/** Holds the thread for so many milliseconds. */
export const hold = cacheRead('test/hold', (_cache, ms: number): number => {
  const until = performance.now() + ms;
  while (performance.now() < until);
  return ms;
});

/** A long change that holds the thread in slices and, whole, for so many milliseconds. */
export const holdInSlices = cacheJob('test/hold-in-slices', function* (cache, ms: number): Generator<
  undefined,
  number
> {
  cache.prepare("INSERT INTO copies (tenant_id) VALUES ('slow')").run();
  const until = performance.now() + ms;
  while (performance.now() < until) {
    const slice = performance.now() + 2;
    while (performance.now() < slice);
    yield;
  }
  return ms;
});

const gate: MemorySlot<{ isOpen: boolean }> = { name: 'gate', make: () => ({ isOpen: false }) };

/** A long change that only ends when a query has opened the gate. */
export const holdUntilOpened = cacheJob('test/hold-until-opened', function* (cache): Generator<
  undefined,
  null
> {
  cache.prepare("INSERT INTO copies (tenant_id) VALUES ('gated')").run();
  while (!cache.remember(gate).isOpen) yield;
  return null;
});

export const openGate = cacheRead('test/open-gate', (cache): null => {
  cache.remember(gate).isOpen = true;
  return null;
});

export const takeBytes = cacheWrite(
  'test/take-bytes',
  (_cache, bytes: ArrayBuffer): number => bytes.byteLength,
);

export const failWithSqlite = cacheWrite('test/fail', (cache): null => {
  cache.prepare("INSERT INTO users (copy_no, id) VALUES (77, 'secret-value')").run();
  return null;
});

export const countCopies = cacheRead('test/count-copies', (cache): number =>
  Number(cache.prepare('SELECT count(*) FROM copies').pluck(true).get()),
);

export const faultyOperations = [
  crash,
  hold,
  holdInSlices,
  takeBytes,
  failWithSqlite,
  countCopies,
  holdUntilOpened,
  openGate,
];
