import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportTrail } from '../../../../../src-main/features/audit-log/export-trail.ts';
import { listTrail, listTrailChoices } from '../../../../../src-main/ledger/list-trail.ts';
import { type OpenedLedger, openLedger } from '../../../../../src-main/ledger/open-ledger.ts';
import { recordTrail } from '../../../../../src-main/ledger/record-trail.ts';
import { verifyTrail } from '../../../../../src-main/ledger/verify-trail.ts';

const entries = 20_000;
let folder: string;
let opened: OpenedLedger;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-export-'));
  opened = await openLedger(folder);
  await opened.ledger.write((writable) => {
    for (let i = 1; i <= entries; i += 1) {
      recordTrail(writable, {
        tenantId: 't1',
        at: new Date(1_760_000_000_000 + i * 1000).toISOString(),
        actor: i % 3 === 0 ? 'amara' : 'ingrid',
        action: i % 2 === 0 ? 'Deactivated' : 'Invited',
        subject: `persön-${i}@halden.example`,
        phase: i % 2 === 0 ? 'result' : 'intent',
        outcome: i % 2 === 0 ? 'done: "As asked"' : 'Sending, try 1',
        requestId: null,
        jobId: null,
        detail: '',
        ...(i % 2 === 0 ? { change: ['- fleet, Member'] } : {}),
      });
    }
  });
}, 60_000);
afterAll(() => {
  opened.ledger.close();
  rmSync(folder, { recursive: true, force: true });
});

const tenant = { id: 't1', displayName: 'Halden', controlPlane: 'https://halden.example' };

/** How many turns the event loop had while `act` ran. */
async function turnsDuring(act: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const turn = (): void => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  await act();
  isOver = true;
  return turns;
}

describe('a trail of 20,000 entries', () => {
  it('F6: is verified in slices between which main does other things', async () => {
    const check = () => verifyTrail(opened.ledger.read, 't1', null);
    expect(await check()).toMatchObject({ is: 'unbroken', entries });
    // Checked in one piece, it leaves two turns: before and after. How many slices there are depends on the machine; how
    // long one holds main is measured by `npm run bench -- trail`.
    expect(await turnsDuring(check)).toBeGreaterThan(3);
  }, 60_000);

  it('is read in windows, at its end and filtered', () => {
    const filter = { since: null, actor: null, action: null, job: null, show: 'everything' } as const;
    const windows = [
      { filter, offset: entries - 200, limit: 200 },
      { filter: { ...filter, actor: 'amara', show: 'results' as const }, offset: 2000, limit: 200 },
      { filter: { ...filter, since: '2025-10-09T10:00:00.000Z', action: 'Invited' }, offset: 0, limit: 200 },
    ];
    for (const window of windows) {
      const { lines, matches } = opened.ledger.read((l) => listTrail(l, 't1', window));
      expect(lines.length).toBeGreaterThan(0);
      expect(matches).toBeGreaterThan(lines.length - 1);
    }
    expect(opened.ledger.read((l) => listTrailChoices(l, 't1'))).toMatchObject({
      actors: ['amara', 'ingrid'],
      actions: ['Deactivated', 'Invited'],
    });
  });

  it('is exported as JSON lines that standard tools verify, as the file itself tells', async () => {
    const { text, checksum } = await exportTrail(
      opened.ledger,
      tenant,
      { is: 'unbroken', entries, checkedAt: '2026-01-01T00:00:00.000Z' },
      new Date('2026-01-01T00:00:00Z'),
    );
    const path = join(folder, 'trail.jsonl');
    writeFileSync(path, text);
    const lines = text.trimEnd().split('\n');
    const head = JSON.parse(lines[0] ?? '');
    expect(lines).toHaveLength(entries + 2);
    expect(head.verification.join('\n')).toContain("sed '$d' FILE | sha256sum");
    const sum = execFileSync('sh', ['-c', `sed '$d' '${path}' | sha256sum`], { encoding: 'utf8' });
    expect(sum.slice(0, 64)).toBe(checksum);
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ kind: 'checksum', entries, sha256: checksum });
    let previous = '';
    for (const line of lines.slice(1, -1)) {
      const entry = JSON.parse(line);
      expect(JSON.parse(entry.hashed)[0]).toBe(previous);
      previous = createHash('sha256').update(entry.hashed).digest('hex');
      if (previous !== entry.hash) expect(entry.hash).toBe(previous);
    }
    // A character changed anywhere is another checksum.
    writeFileSync(path, text.replace('persön-77@', 'persön-78@'));
    const other = execFileSync('sh', ['-c', `sed '$d' '${path}' | sha256sum`], { encoding: 'utf8' });
    expect(other.slice(0, 64)).not.toBe(checksum);
  }, 60_000);
});
