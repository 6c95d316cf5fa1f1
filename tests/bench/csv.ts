import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { type CsvBytes, makeCsv } from './csv/make-csv.ts';
import { readAsTheApp, validateRow } from './csv/read-as-the-app.ts';
import { scanByHand } from './csv/scan-by-hand.ts';
import { report, spreadOf } from './report.ts';

// npm run bench -- csv [rows …]: files read, mapped and checked as the app does in its cache thread, beside a hand-written
// RFC 4180 scanner and csv-parse's stream, both with the same rules for address, role and teams; then what it holds in
// memory, beside reading the file as one string. Without rows: 10,000, 150,000 and 1,000,000, to see that it grows as they do.
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 150_000, 1_000_000];
const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-csv-'));

for (const rows of sizes) {
  const file = makeCsv(rows);
  console.log(`\n── ${rows.toLocaleString('en')} rows, ${(file.bytes.length / 1024 / 1024).toFixed(1)} MB`);
  await compareSpeed(file, rows > 500_000 ? 3 : 5);
  compareAlone(file);
}
rmSync(folder, { recursive: true, force: true });

async function compareSpeed({ rows, bytes }: CsvBytes, rounds: number): Promise<void> {
  const times = { hand: [] as number[], stream: [] as number[], ours: [] as number[] };
  const parts = { split: [] as number[], read: [] as number[], check: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    parts.split.push(timed(() => scanByHand(bytes, () => undefined)));
    times.hand.push(timed(() => expectRows(rows, (take) => scanByHand(bytes, take))));
    const began = performance.now();
    await expectStreamed(rows, bytes);
    times.stream.push(performance.now() - began);
    const ours = readAsTheApp(bytes);
    if (ours.ready !== rows) throw new Error(`${ours.ready} of ${rows} are ready`);
    times.ours.push(ours.readMs + ours.checkMs);
    parts.read.push(ours.readMs);
    parts.check.push(ours.checkMs);
  }
  const title = (what: string): string => `${rows.toLocaleString('en')} rows ${what}`;
  const ours = { name: 'read, mapped and checked, in slices', rounds: times.ours };
  report({
    bench: 'csv',
    title: title('read and checked, beside a scanner by hand'),
    unit: 'ms',
    base: { name: 'one pass by hand, same rules', rounds: times.hand },
    ours,
    goal: '<= 1.43 (0.7 of its speed)',
  });
  report({
    bench: 'csv',
    title: title('read and checked, beside csv-parse'),
    unit: 'ms',
    base: { name: 'csv-parse stream, same rules', rounds: times.stream },
    ours,
    goal: '<= 0.45 (2.2 times its speed)',
  });
  report({
    bench: 'csv',
    title: title('read only: looked at, decoded, hashed, cut, mapped, packed'),
    unit: 'ms',
    base: { name: 'one pass by hand that only cuts', rounds: parts.split },
    ours: { name: 'our reading', rounds: parts.read },
  });
  report({
    bench: 'csv',
    title: title('check only: verdict, notes, twins, counts'),
    unit: 'ms',
    base: {
      name: 'the rules by hand (one pass less its cutting)',
      rounds: differences(times.hand, parts.split),
    },
    ours: { name: 'our check', rounds: parts.check },
  });
}

/** Memory and slices, each side in a process of its own, so that neither pays for the other or for what it left to be collected. */
function compareAlone({ rows, bytes }: CsvBytes): void {
  const path = join(folder, `${rows}.csv`);
  writeFileSync(path, bytes);
  const alone = (side: 'string' | 'ours'): { peakMb: number; longestSliceMs: number | null } => {
    const args = ['--import', 'tsx', join('tests', 'bench', 'csv', 'alone.ts'), side, path];
    const run = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`${side}: ${run.stderr}`);
    return JSON.parse(run.stdout) as ReturnType<typeof alone>;
  };
  const rounds = 3;
  const base = Array.from({ length: rounds }, () => alone('string'));
  const ours = Array.from({ length: rounds }, () => alone('ours'));
  report({
    bench: 'csv',
    title: `peak memory with ${rows.toLocaleString('en')} rows open and checked`,
    unit: 'MB',
    base: { name: 'the file read as one string', rounds: base.map(({ peakMb }) => peakMb) },
    ours: { name: 'read from the disk in pieces, checked', rounds: ours.map(({ peakMb }) => peakMb) },
    goal: '<= 1.25 at 1,000,000 rows',
  });
  const slices = spreadOf(ours.map(({ longestSliceMs }) => longestSliceMs ?? Number.NaN));
  console.log(
    `  longest slice of the thread: ${slices.median.toFixed(1)} ms (${slices.min.toFixed(1)} to ${slices.max.toFixed(1)}; goal 30)`,
  );
  rmSync(path);
}

function timed(act: () => void): number {
  const began = performance.now();
  act();
  return performance.now() - began;
}

function differences(whole: number[], part: number[]): number[] {
  return whole.map((time, index) => Math.max(0.1, time - (part[index] ?? 0)));
}

function expectRows(rows: number, act: (take: (cells: readonly string[]) => void) => void): void {
  let good = 0;
  act((cells) => {
    if (validateRow(cells)) good += 1;
  });
  if (good !== rows) throw new Error(`${good} of ${rows} rows`);
}

async function expectStreamed(rows: number, bytes: Buffer): Promise<void> {
  let good = 0;
  const parser = Readable.from(chunks(bytes)).pipe(parse());
  for await (const record of parser) if (validateRow(record as string[])) good += 1;
  if (good !== rows) throw new Error(`csv-parse: ${good} of ${rows} rows`);
}

function* chunks(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += 65_536) yield bytes.subarray(from, from + 65_536);
}
