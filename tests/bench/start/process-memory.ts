import { readdirSync, readFileSync } from 'node:fs';

/**
 * The proportional set size of a process and all its descendants, in MB: shared pages count once, by shares. Any other
 * program that runs on the same runtime at that time takes a share too, on both sides. Linux only. A process that ends
 * while it is being read counts as nothing.
 */
export function pssOfTree(rootPid: number): number {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid)) continue;
    // The name, in brackets, may hold spaces; the parent is the second field after it.
    const fields = readProc(`${pid}/stat`).split(') ').at(-1)?.split(' ');
    parents.set(pid, Number(fields?.[1]));
  }
  const belongs = (pid: number | undefined): boolean =>
    pid === rootPid || (pid !== undefined && pid > 1 && belongs(parents.get(pid)));
  let kilobytes = 0;
  for (const pid of parents.keys()) {
    if (!belongs(pid)) continue;
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readProc(`${pid}/smaps_rollup`))?.[1] ?? 0);
  }
  return kilobytes / 1024;
}

function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return '';
  }
}
