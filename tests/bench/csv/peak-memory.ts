import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { readInPieces } from './read-as-the-app.ts';

// The peak of a process that does one thing with a file, in MB on its output. In: `string` or `ours`, and the path.
const [side, path = ''] = process.argv.slice(2);
if (side === 'string') {
  const text = readFileSync(path, 'utf8');
  if (text.charCodeAt(text.length - 1) !== 10) throw new Error('not the whole file');
} else {
  const handle = openSync(path, 'r');
  const { size } = fstatSync(handle);
  const { ready, draft } = readInPieces(size, (at, length) => {
    const bytes = new Uint8Array(length);
    return bytes.subarray(0, readSync(handle, bytes, 0, length, at));
  });
  closeSync(handle);
  if (ready !== draft.rows.length) throw new Error(`${ready} of ${draft.rows.length} are ready`);
}
console.log(Math.round(process.resourceUsage().maxRSS / 1024));
