/** A round number that is at least as large, for the top of a scale: 1, 2, 3, 5 or 10 of a power of ten, in thirds. */
export function roundTop(most: number): number {
  if (most <= 3) return 3;
  const power = 10 ** Math.floor(Math.log10(most));
  const steps = [1, 1.2, 1.5, 3, 4.5, 6, 9, 12];
  const step = steps.find((one) => one * power >= most && Number.isInteger((one * power) / 3));
  return step === undefined ? Math.ceil(most / 3) * 3 : step * power;
}

/** The marks of a scale from zero to its top. */
export function scaleMarks(top: number): number[] {
  return [top, (top / 3) * 2, top / 3, 0];
}
