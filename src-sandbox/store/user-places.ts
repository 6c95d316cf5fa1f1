import type { TenantFile } from './tenant-file.ts';

const blockSize = 1024;

/** Where to start reading for an offset: a position, and how many matching rows to pass over from there (under 1024). */
export interface PageStart {
  readonly position: number;
  readonly skip: number;
}

/**
 * Counts people per block of 1024 positions, so that a page deep in a million people is found without walking them.
 * SQLite's own OFFSET reads and drops every row before the page.
 */
export class UserPlaces {
  private readonly blocks = { all: [] as number[], active: [] as number[] };
  private readonly totals = { all: 0, active: 0 };

  constructor(file: TenantFile) {
    const positions = file.prepare<[number], number>('SELECT position FROM users WHERE active = ?').pluck();
    for (const position of positions.iterate(1)) this.added(position, 1);
    for (const position of positions.iterate(0)) this.added(position, 0);
  }

  added(position: number, active: 0 | 1): void {
    this.shift('all', { position, by: 1 });
    if (active === 1) this.shift('active', { position, by: 1 });
  }

  removed(position: number, active: 0 | 1): void {
    this.shift('all', { position, by: -1 });
    if (active === 1) this.shift('active', { position, by: -1 });
  }

  /** Says that a stored person became active (1) or stopped being so (0). */
  switched(position: number, active: 0 | 1): void {
    this.shift('active', { position, by: active === 1 ? 1 : -1 });
  }

  total(which: 'all' | 'active'): number {
    return this.totals[which];
  }

  /** The start of the page at this offset, or undefined when the offset is past the end. */
  find(which: 'all' | 'active', offset: number): PageStart | undefined {
    let rest = offset;
    for (const [block, count] of this.blocks[which].entries()) {
      if (rest < (count ?? 0)) return { position: block * blockSize, skip: rest };
      rest -= count ?? 0;
    }
    return undefined;
  }

  private shift(which: 'all' | 'active', change: { position: number; by: 1 | -1 }): void {
    const block = Math.floor(change.position / blockSize);
    this.blocks[which][block] = (this.blocks[which][block] ?? 0) + change.by;
    this.totals[which] += change.by;
  }
}
