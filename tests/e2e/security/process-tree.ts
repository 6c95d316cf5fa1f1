import { readdirSync, readFileSync } from 'node:fs';

/** A process and all that it started, with what everybody on the machine could read of them. Linux only. */
export function processTree(root: number): { pid: number; told: Buffer }[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    // The name of the program stands in brackets and may hold anything; what follows the last one is numbers.
    const [, parent] = read(`/proc/${pid}/stat`)
      .toString()
      .replace(/^.*\) /su, '')
      .split(' ');
    parents.set(pid, Number(parent));
  }
  const tree = [root];
  for (const pid of tree) for (const [child, parent] of parents) if (parent === pid) tree.push(child);
  return tree.map((pid) => ({
    pid,
    told: Buffer.concat([read(`/proc/${pid}/cmdline`), read(`/proc/${pid}/environ`)]),
  }));
}

/** A process may end while we look; then it tells nothing. */
function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
