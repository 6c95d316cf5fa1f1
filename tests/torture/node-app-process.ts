import { createInterface } from 'node:readline';
import type { ChannelName } from '../../src-contract/channels.ts';
import { openMain } from '../rooms/main/open-main.ts';

// The main process under plain Node, asked by lines of JSON: node --import tsx node-app-process.ts FOLDER THREAD.
const [folder = '', thread = ''] = process.argv.slice(2);
/** Bytes do not survive JSON: a file is sent as { base64 }. */
const reviveBytes = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'base64' in value
    ? new Uint8Array(Buffer.from(String(value.base64), 'base64'))
    : value;

const main = await openMain(new URL(thread), folder);
console.log(JSON.stringify({ ready: true }));
createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, name, input } = JSON.parse(line, reviveBytes) as {
    id: number;
    name: ChannelName;
    input: never;
  };
  if ((name as string) === 'close') {
    void main.close().then(() => process.exit(0));
    return;
  }
  void main.call(name, input).then((outcome) => console.log(JSON.stringify({ id, outcome })));
});
