/**
 * Shares a whole among parts in proportion to the weights, without losing or adding one: largest remainder first,
 * earlier part first where remainders are equal.
 */
export function apportion(whole: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const parts = weights.map((weight, place) => {
    const exact = (whole * weight) / sum;
    return { place, count: Math.floor(exact), remainder: exact - Math.floor(exact) };
  });
  let left = whole - parts.reduce((total, part) => total + part.count, 0);
  for (const part of [...parts].sort((a, b) => b.remainder - a.remainder || a.place - b.place)) {
    if (left === 0) break;
    part.count += 1;
    left -= 1;
  }
  return parts.map((part) => part.count);
}
