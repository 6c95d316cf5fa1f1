import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongFilesFirst } from './tests/rooms/harness/long-files-first.ts';

// One worker for many files: to load every module anew for each takes longer than most of them. No test replaces a module.
const isolate = false;

// unit mirrors src-*; rooms uses real SQLite files and a real sandbox over HTTP; boundaries reads the sources.
export default defineConfig({
  test: {
    // By itself it leaves one core free, and a third of the time these tests wait for a disk, another process or the clock.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongFilesFirst },
    projects: [
      { test: { name: 'unit', isolate, include: ['tests/unit/**/*.test.{ts,tsx}'], testTimeout: 10_000 } },
      {
        test: {
          name: 'rooms',
          isolate,
          include: ['tests/rooms/**/*.test.ts'],
          globalSetup: ['tests/rooms/harness/build-programs.ts'],
          // Native bindings and child processes want a process of their own rather than a worker thread.
          pool: 'forks',
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'boundaries',
          isolate,
          include: ['tests/boundaries/**/*.test.ts'],
          testTimeout: 20_000,
        },
      },
    ],
  },
});
