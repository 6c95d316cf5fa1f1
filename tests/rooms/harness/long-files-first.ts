import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that kill processes or wait for a clock: short to read and the longest to run. */
const longFiles = [
  'engine/killed-jobs',
  'engine/lost-replies',
  'engine/stopped-jobs',
  'ledger/durability',
  'main/jobs-side-by-side',
  'provisioning/killed-rotations',
  'sandbox/start/walkthrough',
  'staged/killed-staged',
  'sync/killed-sync',
];

/**
 * Begins with the longest files, so that none of them is what the others wait for in the end. By itself Vitest knows that only in a
 * checkout where all tests have run before; elsewhere it takes a file for long when it has many lines.
 */
export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean =>
      longFiles.some((name) => moduleId.endsWith(`/rooms/${name}.test.ts`));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
