import { appendFileSync, mkdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

/** One comparison: both sides measured in the same run, one number per round, smaller or larger is better alike. */
export interface Comparison {
  /** The bench, also the name of its file in out/bench, such as `search`. */
  bench: string;
  /** What is compared, such as `p95 of a search at 100,000 people`. */
  title: string;
  unit: 'ms' | 's' | 'MB' | 'rows/s';
  base: { name: string; rounds: number[] };
  ours: { name: string; rounds: number[] };
  /** The ratio that speed.md promises, such as `<= 1.6`; printed beside what was measured. */
  goal?: string;
}

export interface Spread {
  median: number;
  min: number;
  max: number;
}

/** Median, smallest and largest of the rounds. Throws when there are none. */
export function spreadOf(rounds: number[]): Spread {
  const sorted = [...rounds].sort((a, b) => a - b);
  const [min, max] = [sorted.at(0), sorted.at(-1)];
  if (min === undefined || max === undefined) throw new Error('A comparison needs at least one round');
  const upper = sorted[Math.floor(sorted.length / 2)] ?? max;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? min;
  return { median: (lower + upper) / 2, min, max };
}

/**
 * Prints a comparison (base, ours, ratio of the medians) and appends it as one JSON line to out/bench/<bench>.jsonl.
 * Times decide nothing: no bench fails by them.
 */
export function report(comparison: Comparison, { folder = join('out', 'bench') } = {}): void {
  const base = spreadOf(comparison.base.rounds);
  const ours = spreadOf(comparison.ours.rounds);
  const ratio = ours.median / base.median;
  const goal = comparison.goal === undefined ? '' : ` (goal ${comparison.goal})`;
  console.log(`\n${comparison.title}`);
  console.log(`  base   ${inWords(base, comparison.unit)}  ${comparison.base.name}`);
  console.log(`  ours   ${inWords(ours, comparison.unit)}  ${comparison.ours.name}`);
  console.log(`  ratio  ${ratio.toFixed(2)}x${goal}`);

  const { bench, title, unit } = comparison;
  const line = {
    at: new Date().toISOString(),
    title,
    unit,
    base: { ...comparison.base, ...base },
    ours: { ...comparison.ours, ...ours },
    ratio,
    goal: comparison.goal,
    machine: { node: process.version, cpus: cpus().length },
  };
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, `${bench}.jsonl`), `${JSON.stringify(line)}\n`);
}

function inWords({ median, min, max }: Spread, unit: string): string {
  return `${shown(median)} ${unit} (${shown(min)}–${shown(max)})`.padEnd(32);
}

function shown(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
