/** Counts what the fuzzed tenant answered, by mood of the request and status. */
export class FuzzTally {
  private readonly counts = new Map<string, Map<number, number>>();
  private slowestMs = 0;
  private total = 0;

  add(mood: string, answer: { status: number; ms: number }): void {
    const ofMood = this.counts.get(mood) ?? new Map<number, number>();
    ofMood.set(answer.status, (ofMood.get(answer.status) ?? 0) + 1);
    this.counts.set(mood, ofMood);
    this.slowestMs = Math.max(this.slowestMs, answer.ms);
    this.total += 1;
  }

  /** Share of answers to requests of this mood whose status is below 300. */
  successes(mood: string): number {
    const ofMood = [...(this.counts.get(mood) ?? [])];
    const all = ofMood.reduce((sum, [, count]) => sum + count, 0);
    const good = ofMood.reduce((sum, [status, count]) => sum + (status < 300 ? count : 0), 0);
    return all === 0 ? 0 : good / all;
  }

  toString(): string {
    const lines = [...this.counts].map(
      ([mood, ofMood]) =>
        `${mood}: ${[...ofMood]
          .sort(([one], [other]) => one - other)
          .map(([status, count]) => `${status}×${count}`)
          .join(' ')}`,
    );
    return [`${this.total} requests, slowest ${Math.round(this.slowestMs)} ms`, ...lines].join('\n');
  }
}
