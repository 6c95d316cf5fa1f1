import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { makeCsv } from './make-csv.ts';
import { readAsTheApp, readInPieces } from './read-as-the-app.ts';

// What a process comes to that does one thing with a file, as JSON on its output: its peak in MB and, of our reading, the longest
// slice in ms. In: `string` or `ours`, and the path.
const [side, path = ''] = process.argv.slice(2);
let longestSliceMs: number | null = null;
if (side === 'string') {
  const text = readFileSync(path, 'utf8');
  if (text.charCodeAt(text.length - 1) !== 10) throw new Error('not the whole file');
} else {
  // Lists that are loaded with the first file of a session are translated by tsx here; the app has them built.
  readAsTheApp(makeCsv(100).bytes);
  const handle = openSync(path, 'r');
  const { size } = fstatSync(handle);
  const read = readInPieces(size, (at, length) => {
    const bytes = new Uint8Array(length);
    return bytes.subarray(0, readSync(handle, bytes, 0, length, at));
  });
  closeSync(handle);
  if (read.ready !== read.draft.rows.length)
    throw new Error(`${read.ready} of ${read.draft.rows.length} are ready`);
  longestSliceMs = read.longestSliceMs;
}
console.log(JSON.stringify({ peakMb: Math.round(process.resourceUsage().maxRSS / 1024), longestSliceMs }));
