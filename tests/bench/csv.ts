import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { checkRole } from '../../src-main/features/bulk-invites/check-role.ts';
import { checkUntil, openCheck } from '../../src-main/features/bulk-invites/check-rows.ts';
import { checkTeams } from '../../src-main/features/bulk-invites/check-teams.ts';
import { splitTeams } from '../../src-main/features/bulk-invites/map-columns.ts';
import { finishReading, openFile, readUntil } from '../../src-main/features/bulk-invites/read-file.ts';
import { checkEmail } from '../../src-main/features/users/check-email.ts';
import { report } from './report.ts';

// npm run bench -- csv [rows]: a file of 150,000 rows and 35 MB read, mapped and checked as the app does in its cache thread,
// beside a hand-written RFC 4180 scanner and csv-parse's stream, both with the same rules for address, role and teams.
const rows = Number(process.argv[2] ?? 150_000);
const rounds = 5;
const sliceMs = 12;
const roles = [
  { name: 'tenant-admin', label: 'Admin' },
  { name: 'member', label: 'Member' },
];
const teams = new Map([['contractors', { name: 'contractors', managedBy: null }]]);
const domains = ['halden.example'];

const filler = 'x'.repeat(150);
const lines = Array.from({ length: rows }, (_, index) => {
  const name = index % 10 === 0 ? `"Ek, Bo ""${index}"""` : `Bo Ek ${index}`;
  return `bo.ek.${index}@halden.example,${name},${index % 3 === 0 ? 'member' : ''},${index % 4 === 0 ? 'contractors' : ''},${filler}`;
});
const bytes = Buffer.from(`email,name,role,teams,note\n${lines.join('\n')}\n`);
console.log(`${rows.toLocaleString('en')} rows, ${(bytes.length / 1024 / 1024).toFixed(1)} MB`);

let checkedRows = 0;
function validate([email = '', , role = '', team = '']: readonly string[]): void {
  const found = checkEmail(email, { ownDomains: domains, lookAlikes: 'hold' });
  if (role !== '') checkRole(role, roles);
  if (team !== '') checkTeams(splitTeams(team), teams, 'no');
  if (found.sendAs !== null) checkedRows += 1;
}

/** The raw limit: one pass over the text, a state machine by hand. */
function scanByHand(): void {
  const text = bytes.toString('utf8');
  let cells: string[] = [];
  let start = 0;
  let at = 0;
  const end = (): void => {
    cells.push(text.slice(start, at));
  };
  while (at < text.length) {
    const sign = text.charCodeAt(at);
    if (sign === 34 && at === start) {
      let cell = '';
      at += 1;
      for (;;) {
        const close = text.indexOf('"', at);
        cell += text.slice(at, close);
        if (text.charCodeAt(close + 1) !== 34) {
          at = close + 1;
          break;
        }
        cell += '"';
        at = close + 2;
      }
      cells.push(cell);
      if (text.charCodeAt(at) === 10) {
        validate(cells);
        cells = [];
      }
      at += 1;
      start = at;
    } else if (sign === 44) {
      end();
      at += 1;
      start = at;
    } else if (sign === 10) {
      end();
      validate(cells);
      cells = [];
      at += 1;
      start = at;
    } else at += 1;
  }
}

async function streamed(): Promise<void> {
  const parser = Readable.from(chunks()).pipe(parse());
  for await (const record of parser) validate(record as string[]);
}

function* chunks(): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += 65_536) yield bytes.subarray(from, from + 65_536);
}

let longestSlice = 0;
function asTheApp(): void {
  const slice = (act: () => boolean): boolean => {
    const began = performance.now();
    const isDone = act();
    longestSlice = Math.max(longestSlice, performance.now() - began);
    return isDone;
  };
  const opened = openFile({ draftId: 'd', tenantId: 't', fileName: 'a.csv', bytes, defaultRole: 'member' });
  if (!opened.ok) throw new Error(opened.failure.code);
  const draft = opened.value;
  while (!slice(() => readUntil(draft, performance.now() + sliceMs / 2)));
  if (finishReading(draft) !== null) throw new Error('nothing was read');
  const run = openCheck({
    facts: { signInWith: 'password', idpName: null, mode: 'invite-only', domains, defaultRole: 'member' },
    options: { passwordEmail: 'send', reactivate: 'no', update: 'no', createTeams: 'no' },
    roles,
    teams,
    findPeople: () => new Map(),
  });
  while (!slice(() => checkUntil(draft, run, performance.now() + sliceMs)));
  if (run.tally.counts.ready !== rows) throw new Error(`${run.tally.counts.ready} of ${rows} are ready`);
}

const times = { hand: [] as number[], stream: [] as number[], ours: [] as number[] };
for (let round = 0; round < rounds; round += 1) {
  for (const [name, act] of [
    ['hand', scanByHand],
    ['stream', streamed],
    ['ours', asTheApp],
  ] as const) {
    checkedRows = 0;
    const began = performance.now();
    await act();
    times[name].push(performance.now() - began);
    if (name !== 'ours' && checkedRows !== rows) throw new Error(`${name}: ${checkedRows} of ${rows} rows`);
  }
}
const ours = { name: 'read, mapped and checked, in slices', rounds: times.ours };
report({
  bench: 'csv',
  title: 'a file read and checked, beside a scanner by hand',
  unit: 'ms',
  base: { name: 'one pass by hand, same rules', rounds: times.hand },
  ours,
  goal: '<= 1.43 (0.7 of its speed)',
});
report({
  bench: 'csv',
  title: 'a file read and checked, beside csv-parse',
  unit: 'ms',
  base: { name: 'csv-parse stream, same rules', rounds: times.stream },
  ours,
  goal: '<= 0.45 (2.2 times its speed)',
});
console.log(`\nlongest slice of the thread: ${longestSlice.toFixed(1)} ms (goal 30)`);
console.log(`memory at the end: ${(process.memoryUsage().rss / 1024 / 1024).toFixed(0)} MB`);
