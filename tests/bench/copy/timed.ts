/** Runs the work once per input and answers the milliseconds of each. */
export async function timed<Input>(
  inputs: readonly Input[],
  work: (input: Input) => unknown,
): Promise<number[]> {
  const times: number[] = [];
  for (const input of inputs) {
    const began = performance.now();
    await work(input);
    times.push(performance.now() - began);
  }
  return times;
}

/** The value below which 95 of 100 lie. */
export function p95(times: readonly number[]): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
}
