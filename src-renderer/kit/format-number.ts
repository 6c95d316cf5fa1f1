const counts = new Intl.NumberFormat('en-US');

/** A whole number for people: 1284 → `1,284`. */
export function countText(count: number): string {
  return counts.format(count);
}

/** Share of a whole for people: 0.43 → `43 %`. Never 100 % before the end, never 0 of something. */
export function percentText(share: number): string {
  const bounded = Math.min(1, Math.max(0, share));
  return `${bounded === 1 ? 100 : Math.min(99, Math.floor(bounded * 100))} %`;
}

/** A count with its noun: (1, 'person', 'people') → `1 person`. */
export function countOf(count: number, one: string, many: string): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}
