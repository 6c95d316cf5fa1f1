import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenedLedger, openLedger } from '../../../../src-main/ledger/open-ledger.ts';
import { recordTrail, trailHash } from '../../../../src-main/ledger/record-trail.ts';
import type { TrailSeal } from '../../../../src-main/ledger/trail-heads.ts';
import { entryOfRow, type TrailRow } from '../../../../src-main/ledger/verify-trail.ts';
import { type TrailState, type TrailWatch, watchTrail } from '../../../../src-main/ledger/watch-trail.ts';

type File = InstanceType<typeof Database>;

const key = createHash('sha256').update('a key of the test').digest();
const sealed: TrailSeal = { is: 'key', key, age: 'kept' };
const entries = 40;

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-tampering-'));
  await run({ is: 'key', key, age: 'new' }, async ({ ledger }) => {
    await ledger.write((writable) => {
      for (let i = 1; i <= entries; i += 1) {
        recordTrail(writable, {
          tenantId: 't1',
          at: new Date(1_760_000_000_000 + i * 1000).toISOString(),
          actor: 'ingrid@halden.example',
          action: i % 2 === 0 ? 'Deactivated' : 'Invited',
          subject: `person-${i}@halden.example`,
          phase: 'result',
          outcome: 'done: Deactivated',
          requestId: `request-${i}`,
          jobId: 'job-1',
          detail: 'Left',
          ...(i % 3 === 0 ? { change: ['- fleet, Member', '  3 other teams unchanged'] } : {}),
        });
      }
    });
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Opens ledger and watch as the app does, lets `act` work, and closes both in order. */
async function run(
  seal: TrailSeal,
  act: (opened: OpenedLedger & { watch: TrailWatch }) => Promise<void> = async () => undefined,
): Promise<TrailState> {
  const opened = await openLedger(folder);
  const watch = watchTrail({
    folder,
    ledger: opened.ledger,
    lastEnd: opened.lastEnd,
    tenantIds: () => ['t1'],
    now: () => new Date(),
    changed: () => undefined,
    log: () => undefined,
  });
  await watch.begin(seal);
  const found = watch.state('t1');
  await act({ ...opened, watch });
  watch.close();
  opened.ledger.close();
  return found;
}

/** As somebody with the file in hand: no trigger stops them. */
function tamper(change: (file: File) => void): void {
  const file = new Database(join(folder, 'ledger.sqlite'));
  for (const name of ['trail_is_append_only', 'trail_is_never_deleted', 'trail_is_never_replaced']) {
    file.exec(`DROP TRIGGER IF EXISTS ${name}`);
  }
  change(file);
  file.close();
}

const rowsFrom = (file: File, number: number): TrailRow[] =>
  file
    .prepare<[number], TrailRow>("SELECT * FROM trail WHERE tenant_id = 't1' AND number >= ? ORDER BY number")
    .all(number);

function put(file: File, row: TrailRow): void {
  const names = Object.keys(row);
  file
    .prepare(
      `INSERT OR REPLACE INTO trail (${names.join(', ')}) VALUES (${names.map((n) => `@${n}`).join(', ')})`,
    )
    .run(row);
}

/** Writes everything from an entry on anew with right hashes, as somebody would who knows how it is made. */
function rehashFrom(file: File, number: number): void {
  let previous =
    file
      .prepare<[number], { hash: string }>(
        "SELECT hash FROM trail WHERE tenant_id = 't1' AND number < ? ORDER BY number DESC",
      )
      .get(number)?.hash ?? '';
  for (const row of rowsFrom(file, number)) {
    const hash = trailHash(entryOfRow(row), row.number, previous);
    put(file, { ...row, previous_hash: previous, hash });
    previous = hash;
  }
}

const set = (number: number, assignment: string) => (file: File) => {
  file.exec(`UPDATE trail SET ${assignment} WHERE tenant_id = 't1' AND number = ${number}`);
};
const cut = (where: string) => (file: File) => {
  file.exec(`DELETE FROM trail WHERE tenant_id = 't1' AND ${where}`);
};

const fields = [
  "at = '2020-01-01T00:00:00.000Z'",
  "actor = 'somebody@else.example'",
  "action = 'Reactivated'",
  "subject = 'other@halden.example'",
  "phase = 'intent'",
  "outcome = 'failed: no'",
  "request_id = 'another'",
  'request_id = NULL',
  "job_id = 'job-2'",
  'job_id = NULL',
  "detail = ''",
  `change = '["+ admins, Manager"]'`,
  `previous_hash = '${'0'.repeat(64)}'`,
  `hash = '${'0'.repeat(64)}'`,
] as const;

const tamperings: [string, (file: File) => void][] = [
  // Each field in the middle, and the fields that matter most in the first and the last entry.
  ...fields.map((field): [string, (file: File) => void] => [`entry 20: ${field}`, set(20, field)]),
  ...fields.slice(0, 6).map((field): [string, (file: File) => void] => [`entry 1: ${field}`, set(1, field)]),
  ...fields
    .slice(0, 6)
    .map((field): [string, (file: File) => void] => [`entry 40: ${field}`, set(40, field)]),
  ['a change taken out', set(21, 'change = NULL')],
  [
    'the same change in another form',
    set(21, `change = '["- fleet, Member" , "  3 other teams unchanged"]'`),
  ],
  ['the first entry deleted', cut('number = 1')],
  ['one deleted in the middle', cut('number = 20')],
  ['ten deleted in the middle', cut('number BETWEEN 11 AND 20')],
  ['the last entry deleted', cut('number = 40')],
  ['the end cut off', cut('number > 25')],
  ['all deleted', cut('number > 0')],
  [
    'one deleted, the rest renumbered',
    (file) => {
      cut('number = 20')(file);
      file.exec("UPDATE trail SET number = number - 1 WHERE tenant_id = 't1' AND number > 20");
    },
  ],
  [
    'one deleted, the rest renumbered with right hashes',
    (file) => {
      cut('number = 20')(file);
      for (const row of rowsFrom(file, 21)) {
        file.prepare('DELETE FROM trail WHERE number = ?').run(row.number);
        put(file, { ...row, number: row.number - 1 });
      }
      rehashFrom(file, 20);
    },
  ],
  [
    'two entries swapped',
    (file) => {
      const [one, other] = [rowsFrom(file, 10)[0], rowsFrom(file, 11)[0]];
      if (one === undefined || other === undefined) throw new Error('no such entries');
      put(file, { ...one, number: 11 });
      put(file, { ...other, number: 10 });
    },
  ],
  [
    'two entries swapped, with right hashes',
    (file) => {
      const [one, other] = [rowsFrom(file, 10)[0], rowsFrom(file, 11)[0]];
      if (one === undefined || other === undefined) throw new Error('no such entries');
      put(file, { ...one, number: 11 });
      put(file, { ...other, number: 10 });
      rehashFrom(file, 10);
    },
  ],
  [
    'one put in before the first',
    (file) => {
      const first = rowsFrom(file, 1)[0];
      if (first !== undefined) put(file, { ...first, number: 0 });
    },
  ],
  [
    'one put in far behind the end',
    (file) => {
      const last = rowsFrom(file, 40)[0];
      if (last !== undefined) put(file, { ...last, number: 99 });
    },
  ],
  [
    'one added at the end with a right hash',
    (file) => {
      const last = rowsFrom(file, 40)[0];
      if (last !== undefined) put(file, { ...last, number: 41, previous_hash: last.hash });
      rehashFrom(file, 41);
    },
  ],
  [
    'an entry exchanged for a copy of another',
    (file) => {
      const other = rowsFrom(file, 30)[0];
      if (other !== undefined) put(file, { ...other, number: 20 });
    },
  ],
  [
    'the last five written anew with right hashes',
    (file) => {
      file.exec("UPDATE trail SET actor = 'somebody' WHERE number > 35");
      rehashFrom(file, 36);
    },
  ],
  [
    'one changed and its hash made right',
    (file) => {
      set(20, "subject = 'nobody'")(file);
      const row = rowsFrom(file, 20)[0];
      if (row !== undefined) put(file, { ...row, hash: trailHash(entryOfRow(row), 20, row.previous_hash) });
    },
  ],
  [
    'the whole written anew with right hashes',
    (file) => {
      set(1, "subject = 'nobody'")(file);
      rehashFrom(file, 1);
    },
  ],
  [
    'the whole handed to another tenant',
    (file) => {
      file.exec("UPDATE trail SET tenant_id = 't2'");
    },
  ],
];

const heads = (): string => join(folder, 'trail-heads.json');

const besides: [string, () => Promise<void> | void][] = [
  ['the note of the end taken away', () => rmSync(heads())],
  ['the note emptied', () => writeFileSync(heads(), '')],
  ['the note without this tenant', () => writeFileSync(heads(), '{"heads":{},"seal":null}')],
  [
    'the end cut off and the note made to fit, without the key',
    () => {
      tamper(cut('number > 25'));
      const file = new Database(join(folder, 'ledger.sqlite'));
      const last = rowsFrom(file, 25)[0];
      file.close();
      writeFileSync(
        heads(),
        JSON.stringify({ heads: { t1: { number: 25, hash: last?.hash, addedFrom: null } }, seal: null }),
      );
    },
  ],
  [
    'the seal exchanged',
    () => {
      const { heads: kept } = JSON.parse(readFileSync(heads(), 'utf8'));
      writeFileSync(heads(), JSON.stringify({ heads: kept, seal: '0'.repeat(64) }));
    },
  ],
  [
    'an old copy of the ledger put back',
    async () => {
      const file = join(folder, 'ledger.sqlite');
      copyFileSync(file, `${file}.old`);
      await run(sealed, async ({ ledger }) => {
        await ledger.write((writable) =>
          recordTrail(writable, {
            tenantId: 't1',
            at: '2026-01-01T00:00:00.000Z',
            actor: 'ingrid@halden.example',
            action: 'Deleted',
            subject: 'person-1@halden.example',
            phase: 'result',
            outcome: 'done: Deleted',
            requestId: null,
            jobId: null,
            detail: '',
          }),
        );
      });
      copyFileSync(`${file}.old`, file);
    },
  ],
];

describe('F6: tampering with the trail', () => {
  it(`is tried in at least 50 ways`, () => {
    expect(tamperings.length + besides.length).toBeGreaterThanOrEqual(50);
  });

  it('finds nothing where nothing was done', async () => {
    expect(await run(sealed)).toMatchObject({ is: 'unbroken', entries });
  });

  it.each(tamperings)('finds: %s', async (_name, change) => {
    tamper(change);
    expect(await run(sealed)).toMatchObject({ is: 'broken' });
    // A second start must not take the tampered trail for the right one.
    expect(await run(sealed)).toMatchObject({ is: 'broken' });
  });

  it.each(besides)('finds: %s', async (_name, act) => {
    await act();
    expect(await run(sealed)).toMatchObject({ is: 'broken' });
    expect(await run(sealed)).toMatchObject({ is: 'broken' });
  });

  it('finds the end cut off also without a keychain, and tells which entry', async () => {
    rmSync(heads());
    tamper((file) => file.exec('DELETE FROM trail_anchored'));
    expect(await run({ is: 'none' })).toMatchObject({ is: 'unbroken' });
    tamper(cut('number > 25'));
    expect(await run({ is: 'none' })).toMatchObject({ is: 'broken', entry: 26, what: 'end-missing' });
  });

  it('keeps entries that were stored right before a kill: they are nobody else’s', async () => {
    const opened = await openLedger(folder);
    await opened.ledger.write((writable) =>
      recordTrail(writable, {
        tenantId: 't1',
        at: '2026-01-01T00:00:00.000Z',
        actor: 'ingrid@halden.example',
        action: 'Invited',
        subject: 'late@halden.example',
        phase: 'intent',
        outcome: 'Sending, try 1',
        requestId: null,
        jobId: null,
        detail: '',
      }),
    );
    // Killed: neither the note nor the mark of an orderly end is written. The copy is what a kill leaves.
    const killed = mkdtempSync(join(tmpdir(), 'tenantry-killed-'));
    for (const name of ['ledger.sqlite', 'ledger.sqlite-wal', 'trail-heads.json', 'ledger.opened']) {
      copyFileSync(join(folder, name), join(killed, name));
    }
    opened.ledger.close();
    rmSync(folder, { recursive: true });
    folder = killed;
    expect(await run(sealed)).toMatchObject({ is: 'unbroken', entries: entries + 1 });
  });

  it('refuses every change of an entry but the removal of its tenant', async () => {
    await run(sealed, async ({ ledger }) => {
      for (const sql of [
        "UPDATE trail SET actor = 'x'",
        'DELETE FROM trail WHERE number = 3',
        "INSERT OR REPLACE INTO trail SELECT tenant_id, number, at, 'x', action, subject, phase, outcome, request_id, job_id, detail, previous_hash, hash, change FROM trail WHERE number = 3",
      ]) {
        await expect(ledger.write((writable) => writable.prepare(sql).run())).rejects.toThrow(/append-only/);
      }
    });
  });
});
