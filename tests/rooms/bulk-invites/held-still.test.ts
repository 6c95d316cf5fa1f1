import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BulkReview } from '../../../src-contract/bulk-invites.ts';
import { tellDryRun } from '../../../src-main/features/bulk-invites/bulk-review-rows.ts';
import { type FaultControl, faultControl } from '../harness/order-fault.ts';
import { type StartedSandbox, startSandbox } from '../harness/start-sandbox.ts';
import { type BulkRooms, openBulkRooms, settled } from './open-bulk-rooms.ts';

let sandbox: StartedSandbox;
let rooms: BulkRooms;
let faults: FaultControl;
beforeAll(async () => {
  sandbox = await startSandbox(['--users', '40', '--no-sso']);
  faults = faultControl(sandbox.controlUrl);
  rooms = await openBulkRooms(sandbox);
  rooms.setFacts({ mode: 'invite-only', idpName: null, signInWith: 'password' });
});
afterAll(async () => {
  await rooms.close();
  await sandbox.stop();
});

async function review(text: string): Promise<BulkReview> {
  const bytes = new TextEncoder().encode(text);
  const asked = { tenantId: rooms.tenantId, fileName: 'people.csv', bytes };
  const { draftId } = await settled(rooms.bulk['bulk-invites/open-bytes'](asked));
  const { options } = await settled(rooms.bulk['bulk-invites/check']({ draftId, options: null }));
  return settled(rooms.bulk['bulk-invites/check']({ draftId, options: { ...options, createTeams: 'yes' } }));
}
const agreed = ({ draftId, willInvite }: BulkReview) => ({
  draftId,
  expectInvites: willInvite,
  expectReactivations: 0,
  expectUpdates: 0,
  typed: '',
  acknowledged: true,
});
const people = (word: string, count: number): string =>
  ['email', ...Array.from({ length: count }, (_, at) => `${word}${at}@fieldcrew.example`)].join('\n');

describe('a file whose run is being stored', () => {
  it('is held still: nothing is left out, fixed, decided or mapped in it any more, and what was agreed to is sent', async () => {
    const seen = await review(people('still', 3));
    const { draftId, options } = seen;
    const starting = rooms.bulk['bulk-invites/start'](agreed(seen));
    const told = [{ row: 2, email: 'still0@fieldcrew.example', refusal: 'No' }];
    const late = await Promise.all([
      rooms.bulk['bulk-invites/decide-row']({ draftId, row: 2, decision: 'leave-out' }),
      rooms.bulk['bulk-invites/edit-row']({
        ...{ draftId, row: 3, email: 'other@fieldcrew.example', role: '', teams: [], send: null },
      }),
      rooms.bulk['bulk-invites/check']({ draftId, options: { ...options, passwordEmail: 'do-not-send' } }),
      rooms.bulk['bulk-invites/map-columns']({ draftId, meanings: ['ignore'] }),
      rooms.bulk['bulk-invites/fix-alike']({ draftId }),
      rooms.cache.read(tellDryRun, { draftId, told }),
    ]);
    for (const answer of late) expect(answer).toMatchObject({ ok: false, failure: { code: 'job-state' } });
    const { jobId } = await settled(starting);
    await settled(rooms.engine.awaitEnd(jobId));
    const report = await settled(rooms.bulk['bulk-invites/report']({ jobId }));
    expect(report).toMatchObject({ rowsRead: 3, invited: 3, skippedBefore: [] });
  });

  it('may be changed again when the start was refused', async () => {
    const seen = await review(people('again', 2));
    const { draftId } = seen;
    const refused = await rooms.bulk['bulk-invites/start']({ ...agreed(seen), expectInvites: 7 });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'plan-differs' } });
    const left = await settled(
      rooms.bulk['bulk-invites/decide-row']({ draftId, row: 2, decision: 'leave-out' }),
    );
    expect(left).toMatchObject({ nowSent: null, review: { willInvite: 1, needLook: 0 } });
    const open = await settled(rooms.bulk['bulk-invites/read-draft']({ draftId }));
    expect(open.fixedRows).toBe(1);
    const back = await settled(
      rooms.bulk['bulk-invites/decide-row']({ draftId, row: 2, decision: 'bring-back' }),
    );
    expect(back.review.willInvite).toBe(2);
    expect(back.review.revision).toBeGreaterThan(left.review.revision);
    expect((await settled(rooms.bulk['bulk-invites/read-draft']({ draftId }))).fixedRows).toBe(0);
  });

  it('a team whose write was answered to nobody is in the report as new', async () => {
    const seen = await review(
      'email,teams\nlost0@fieldcrew.example,lost-team\nlost1@fieldcrew.example,lost-team\n',
    );
    await faults.order({ kind: 'reset', when: 'after', times: 1, match: { method: 'PUT' } });
    const { jobId } = await settled(rooms.bulk['bulk-invites/start'](agreed(seen)));
    await settled(rooms.engine.awaitEnd(jobId));
    await faults.clear();
    const report = await settled(rooms.bulk['bulk-invites/report']({ jobId }));
    expect(report).toMatchObject({ teamsChanged: 1, teamsMade: ['lost-team'] });
  });
});

describe('a run that was cancelled', () => {
  it('gives back as a file what was never sent, with the reason', async () => {
    const seen = await review(people('cut', 80));
    const { jobId } = await settled(rooms.bulk['bulk-invites/start'](agreed(seen)));
    const ended = await settled(rooms.engine.cancel(jobId));
    expect(ended.counts.planned).toBeGreaterThan(0);
    const report = await settled(rooms.bulk['bulk-invites/report']({ jobId }));
    const wish = { jobId, rows: 'to-fix', form: 'spreadsheet' } as const;
    const { rows } = await settled(rooms.bulk['bulk-invites/save-report'](wish));
    expect(rows).toBe(report.notRun + report.unknown + report.failed);
    const text = rooms.saved.get('people-to-fix.csv') ?? '';
    expect(text).toContain(',Not sent: the run was ended before');
    expect((await review(text)).total).toBe(rows);
  });
});
