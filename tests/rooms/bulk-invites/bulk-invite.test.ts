import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BulkDraft, BulkReview } from '../../../src-contract/bulk-invites.ts';
import { saveRoles } from '../../../src-main/features/users/roles-rows.ts';
import { type SandboxUser, sandboxApi } from '../../e2e/harness/sandbox-api.ts';
import { tenantTeam } from '../../e2e/steps/tenant-teams.ts';
import { type RunningSandbox, serveSandbox } from '../harness/start-sandbox.ts';
import { openBrowser } from '../sandbox/sign-in/browser.ts';
import { type BulkRooms, openBulkRooms, settled } from './open-bulk-rooms.ts';

let sandbox: RunningSandbox;
let rooms: BulkRooms;
beforeAll(async () => {
  sandbox = await serveSandbox(['--users', '1284', '--seed', '1']);
  rooms = await openBulkRooms(sandbox);
});
afterAll(async () => {
  await rooms.close();
  await sandbox.stop();
});

const open = (content: string | Uint8Array, fileName = 'people.csv'): Promise<BulkDraft> => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
  return settled(rooms.bulk['bulk-invites/open-bytes']({ tenantId: rooms.tenantId, fileName, bytes }));
};
const check = (draftId: string, options: BulkReview['options'] | null = null): Promise<BulkReview> =>
  settled(rooms.bulk['bulk-invites/check']({ draftId, options }));
const agreed = (review: BulkReview, typed = '') => ({
  draftId: review.draftId,
  expectInvites: review.willInvite,
  expectReactivations: review.willReactivate,
  expectUpdates: review.willUpdate,
  typed,
  acknowledged: true,
});
const linesOf = (text: string | undefined): string[] =>
  (text ?? '')
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');

describe('the file of the tour', () => {
  const tour = readFileSync(join(import.meta.dirname, '../../fixtures/csv/tour-200.csv'));

  it('conditions 65, 71: goes from the file to a job whose report adds up, and is known when it comes again', async () => {
    const draft = await open(tour, 'contractors-q4.csv');
    expect(draft).toMatchObject({
      encoding: 'utf-8-bom',
      delimiter: ';',
      rowCount: 200,
      blockedBecause: null,
    });

    const first = await check(draft.draftId);
    expect(first.options).toEqual({
      passwordEmail: 'do-not-send',
      reactivate: 'no',
      update: 'no',
      createTeams: 'no',
      letterCase: 'lower',
      letters: 'ascii',
    });
    expect(first.willInvite).toBeGreaterThanOrEqual(165);
    expect(first.mayReactivate).toBe(2);
    expect(first.willCreateTeams).toEqual(['contractors-2027']);
    for (const verdict of [
      'already-active',
      'pending',
      'deactivated',
      'managed-by-idp',
      'duplicate',
    ] as const) {
      expect(first.counts[verdict]).toBeGreaterThan(0);
    }
    for (const verdict of ['invalid-email', 'unknown-role', 'bad-team-name'] as const) {
      expect(first.counts[verdict]).toBeGreaterThan(0);
    }
    expect(first.modeWarning).toContain('Okta');
    expect(first.ranBefore).toBeNull();

    const review = await check(draft.draftId, {
      ...first.options,
      reactivate: 'yes',
      update: 'no',
      createTeams: 'yes',
      letterCase: 'lower',
      letters: 'ascii',
    });
    expect(review.willInvite).toBeGreaterThan(first.willInvite);
    const skipped = review.skipped.reduce((sum, entry) => sum + entry.count, 0);
    expect(review.willInvite + review.willReactivate + skipped).toBe(200);

    const { jobId } = await settled(rooms.bulk['bulk-invites/start'](agreed(review)));
    const job = await settled(rooms.engine.awaitEnd(jobId));
    expect(job).toMatchObject({
      kind: 'bulk-invite',
      title: 'Bulk invite, contractors-q4.csv',
      state: 'done',
    });

    const report = await settled(rooms.bulk['bulk-invites/report']({ jobId }));
    expect(report).toMatchObject({ rowsRead: 200, invited: review.willInvite, reactivated: 2, failed: 0 });
    const before = report.skippedBefore.reduce((sum, entry) => sum + entry.count, 0);
    expect(report.invited + report.reactivated + before).toBe(report.rowsRead);
    expect(report.teamsChanged).toBeGreaterThanOrEqual(5);
    expect(report.teamsMade).toEqual(['contractors-2027']);
    expect(job.total - job.inFirstPhase).toBe(report.teamsChanged);
    const team = await settled(rooms.client.findTeam('contractors-2027'));
    expect(team?.manifest?.members?.length).toBe(2);

    await settled(rooms.bulk['bulk-invites/save-report']({ jobId, rows: 'whole', form: 'spreadsheet' }));
    const whole = linesOf(rooms.saved.get('contractors-q4-report.csv'));
    expect(whole).toHaveLength(201);
    const titles = [
      ...['E-Mail', 'Navn', 'Rolle', 'Grupper', 'Kostnadssted', 'Row', 'Line', 'State', 'Outcome', 'Reason'],
      ...['HTTP status', 'Sent at', 'Tries', 'User ID', 'Request ID'],
    ];
    expect(whole[0]).toBe(titles.join(';'));
    await settled(rooms.bulk['bulk-invites/save-report']({ jobId, rows: 'whole', form: 'raw' }));
    expect(linesOf(rooms.saved.get('contractors-q4-report-raw.csv'))[0]).toBe(titles.join(','));

    const toFix = await settled(
      rooms.bulk['bulk-invites/save-report']({ jobId, rows: 'to-fix', form: 'spreadsheet' }),
    );
    const again = await open(rooms.saved.get('contractors-q4-to-fix.csv') ?? '', 'contractors-q4-to-fix.csv');
    expect(again.rowCount).toBe(toFix.rows);
    expect(again.columns.map((column) => column.becomes)).toEqual([
      'email',
      'name',
      'role',
      'teams',
      'ignore',
      'ignore',
    ]);
    expect((await check(again.draftId)).willInvite).toBe(0);

    const same = await open(tour, 'contractors-q4.csv');
    const known = await check(same.draftId);
    expect(known.ranBefore).toMatchObject({ jobId });
    expect(known.willInvite).toBe(0);
  });
});

/** Accepts an invite as its person would, by the link in the mail. */
async function acceptInvite(email: string): Promise<void> {
  const ask = async (path: string): Promise<unknown> => {
    const answer = await fetch(`${sandbox.controlUrl}${path.slice(1)}`);
    return ((await answer.json()) as { data: unknown }).data;
  };
  const mails = await ask(`/mails?to=${encodeURIComponent(email)}`);
  const [{ id }] = mails as [{ id: string }];
  const { link } = (await ask(`/mails/${id}`)) as { link: string };
  const browser = openBrowser();
  const form = await browser.open(link);
  const password = 'a long enough one';
  const done = await browser.submit(form, { name: 'Three', password, again: password });
  expect(done.status).toBe(200);
}

describe('an update of people who are there (condition 51)', () => {
  it('gives role and teams of the file, takes nothing away, and is counted by itself', async () => {
    const tenant = sandboxApi(sandbox);
    const emails = ['update.one@fieldcrew.example', 'update.two@fieldcrew.example'];
    const first = await check((await open(`email\n${emails.join('\n')}`, 'first.csv')).draftId);
    const invited = await settled(rooms.bulk['bulk-invites/start'](agreed(first)));
    await settled(rooms.engine.awaitEnd(invited.jobId));

    const draft = await open(
      `email,role,teams\n${emails[0]},read-only-member,contractors\n${emails[1]},,contractors`,
      'second.csv',
    );
    const offered = await check(draft.draftId);
    expect(offered).toMatchObject({ willInvite: 0, mayUpdate: 2, willUpdate: 0 });
    const review = await check(draft.draftId, { ...offered.options, update: 'yes' });
    const { jobId } = await settled(rooms.bulk['bulk-invites/start'](agreed(review)));
    expect(await settled(rooms.engine.awaitEnd(jobId))).toMatchObject({ state: 'done', counts: { done: 3 } });
    expect(await settled(rooms.bulk['bulk-invites/report']({ jobId }))).toMatchObject({
      rowsRead: 2,
      updated: 2,
      invited: 0,
      skippedBefore: [],
    });
    expect((await tenantTeam(tenant, 'contractors'))?.members).toEqual(expect.arrayContaining(emails));
    expect(JSON.stringify(await tenant.findUser(emails[0] ?? ''))).toContain('read-only-member');
    expect(JSON.stringify(await tenant.findUser(emails[1] ?? ''))).not.toContain('read-only-member');
  });
});

describe('the undo of a run', () => {
  it('takes the people out of the teams, withdraws the invites and deactivates whom it reactivated; who signed in stays', async () => {
    const tenant = sandboxApi(sandbox);
    const before = await tenant.allUsers();
    // Somebody deactivated whom no identity provider manages, as the app itself finds them.
    const everybody = await open(before.map(({ email }) => email).join('\n'));
    await check(everybody.draftId);
    const window = { draftId: everybody.draftId, show: 'deactivated', offset: 0, limit: 1 } as const;
    const [gone] = (await settled(rooms.bulk['bulk-invites/rows'](window))).rows;
    const known = await tenantTeam(tenant, 'contractors');
    const lines = [
      'email,role,teams',
      'undo.one@fieldcrew.example,member,contractors',
      'undo.two@fieldcrew.example,member,undone-team',
      'undo.three@fieldcrew.example,read-only-member,',
      `${gone?.email},,`,
    ];
    const draft = await open(lines.join('\n'), 'to-undo.csv');
    const review = await check(draft.draftId, {
      passwordEmail: 'send',
      reactivate: 'yes',
      update: 'no',
      createTeams: 'yes',
      letterCase: 'lower',
      letters: 'ascii',
    });
    expect(review).toMatchObject({ willInvite: 3, willReactivate: 1, willCreateTeams: ['undone-team'] });
    const { jobId } = await settled(rooms.bulk['bulk-invites/start'](agreed(review)));
    expect(await settled(rooms.engine.awaitEnd(jobId))).toMatchObject({ state: 'done', undo: 'offered' });
    await acceptInvite('undo.three@fieldcrew.example');

    const plan = await settled(rooms.engine.planUndo(jobId));
    expect(plan.lost.join(' ')).toContain('stays sent');
    expect(plan.leftOut).toMatchObject([{ subject: 'undo.three@fieldcrew.example' }]);
    const undo = await settled(rooms.engine.undo(jobId, plan.planId, { typed: '', acknowledged: true }));
    const ended = await settled(rooms.engine.awaitEnd(undo.id));
    expect(ended).toMatchObject({ state: 'done', counts: { done: 5, failed: 0, skipped: 0 } });

    const after = await tenant.allUsers();
    const emails = (users: SandboxUser[]) => users.map(({ email, active }) => `${email} ${active}`).sort();
    expect(emails(after.filter(({ email }) => email !== 'undo.three@fieldcrew.example'))).toEqual(
      emails(before),
    );
    expect(after.some(({ email }) => email === 'undo.three@fieldcrew.example')).toBe(true);
    expect((await tenantTeam(tenant, 'contractors'))?.members.toSorted()).toEqual(known?.members.toSorted());
    expect(await tenantTeam(tenant, 'undone-team')).toBeNull();
  });
});

describe('two runs of one tenant (condition 66)', () => {
  it('refuses the second while the first runs, says which one runs, and lets it start afterwards', async () => {
    const people = (word: string): string =>
      `email\n${Array.from({ length: 60 }, (_, index) => `${word}.${index}@fieldcrew.example`).join('\n')}`;
    const first = await check((await open(people('lock-first'), 'first.csv')).draftId);
    const running = await settled(rooms.bulk['bulk-invites/start'](agreed(first)));
    const second = await check((await open(people('lock-second'), 'second.csv')).draftId);
    const refused = await rooms.bulk['bulk-invites/start'](agreed(second));
    expect(refused).toMatchObject({ ok: false, failure: { code: 'run-under-way' } });
    expect(refused.ok ? '' : refused.failure.sentence).toContain('first.csv');
    expect((await settled(rooms.engine.awaitEnd(running.jobId))).counts.done).toBe(60);
    const { jobId } = await settled(rooms.bulk['bulk-invites/start'](agreed(second)));
    expect((await settled(rooms.engine.awaitEnd(jobId))).counts.done).toBe(60);
  });
});

describe('condition 56: a preview from a copy of yesterday', () => {
  it('condition 56: carries the moment of the copy, and each person is settled by the tenant as it is now', async () => {
    const yesterday = new Date(Date.now() - 86_400_000);
    rooms.setLastSync(yesterday);
    const [came, fresh] = ['came.since@fieldcrew.example', 'not.there@fieldcrew.example'];
    const review = await check((await open(`email\n${came}\n${fresh}`, 'stale.csv')).draftId);
    rooms.setLastSync(new Date());
    expect(review).toMatchObject({ asOf: yesterday.toISOString(), willInvite: 2 });
    await settled(rooms.client.registerUser({ email: came, passwordEmail: 'do-not-send' }));
    const { jobId } = await settled(rooms.bulk['bulk-invites/start'](agreed(review)));
    await settled(rooms.engine.awaitEnd(jobId));
    const ends = rooms.engine
      .rows(jobId)
      .map(({ subject, state, failure }) => [subject, state, failure?.code]);
    expect(ends).toEqual([
      [came, 'skipped', 'already-there'],
      [fresh, 'done', undefined],
    ]);
    const invites = (await sandboxApi(sandbox).allUsers()).filter(({ email }) => email === came);
    expect(invites).toHaveLength(1);
  });
});

describe('a person who came into the tenant between the preview and the run (condition 62)', () => {
  it('is taken for somebody who is there: skipped with the reason, not invited, not counted', async () => {
    const email = 'came.meanwhile@fieldcrew.example';
    const review = await check(
      (await open(`email\n${email}\nnew.one@fieldcrew.example`, 'late.csv')).draftId,
    );
    expect(review.willInvite).toBe(2);
    expect(await rooms.client.registerUser({ email, passwordEmail: 'do-not-send' })).toMatchObject({
      ok: true,
    });
    const { jobId } = await settled(rooms.bulk['bulk-invites/start'](agreed(review)));
    expect(await settled(rooms.engine.awaitEnd(jobId))).toMatchObject({ counts: { done: 1, skipped: 1 } });
    expect(await settled(rooms.bulk['bulk-invites/report']({ jobId }))).toMatchObject({
      rowsRead: 2,
      invited: 1,
      invitedMailFailed: 0,
      skippedInRun: 1,
    });
    const row = rooms.engine.rows(jobId).find(({ subject }) => subject === email);
    expect(row?.failure?.code).toBe('already-there');
  });
});

describe('many people (conditions 58 and 71)', () => {
  it('are each registered once, and counted only with the id under which the tenant shows them', async () => {
    const count = 400;
    const emails = Array.from({ length: count }, (_, index) => `many.${index}@fieldcrew.example`);
    const review = await check((await open(`email\n${emails.join('\n')}`, 'many.csv')).draftId);
    const { jobId } = await settled(rooms.bulk['bulk-invites/start'](agreed(review)));
    const ended = await settled(rooms.engine.awaitEnd(jobId));
    expect(ended).toMatchObject({ state: 'done', counts: { done: count } });
    const rows = rooms.engine.rows(jobId);
    expect(rows.every(({ facts }) => typeof facts.userId === 'string')).toBe(true);
    const there = (await sandboxApi(sandbox).allUsers()).filter(({ email }) => email.startsWith('many.'));
    expect(new Map(there.map(({ email, id }) => [email, id]))).toEqual(
      new Map(rows.map(({ subject, facts }) => [subject, facts.userId])),
    );
    await settled(rooms.bulk['bulk-invites/save-report']({ jobId, rows: 'whole', form: 'raw' }));
    const [, firstLine] = linesOf(rooms.saved.get('many-report-raw.csv'));
    expect(firstLine).toMatch(
      /^many\.0@fieldcrew\.example,2,2,invited,Invited as Member,,200,20\d\d-[^,]+Z,1,[a-z0-9]+,/,
    );
  });
});

describe('a run that the tenant refuses in part', () => {
  it('conditions 68, 69: reports the row, and gives it back as a file that imports again unchanged', async () => {
    // The copy still knows a role that the tenant has dropped meanwhile.
    const ghost = { id: 'ghost', name: 'ghost-role', resourceType: 'account' };
    const roles = await settled(rooms.client.listRoles());
    await rooms.cache.write(saveRoles, { tenantId: rooms.tenantId, roles: [...roles, ghost] });
    const rows = [
      'email,name,role,Reason (Tenantry)',
      'one.fine@fieldcrew.example,One,member,',
      'two.bad@fieldcrew.example,=Two,ghost-role,',
    ];
    const review = await check((await open(rows.join('\n'), 'mixed.csv')).draftId);
    expect(review.willInvite).toBe(2);
    const { jobId } = await settled(rooms.bulk['bulk-invites/start'](agreed(review)));
    expect((await settled(rooms.engine.awaitEnd(jobId))).state).toBe('done-with-failures');
    const report = await settled(rooms.bulk['bulk-invites/report']({ jobId }));
    expect(report).toMatchObject({
      rowsRead: 2,
      invited: 1,
      failed: 1,
      unknown: 0,
      notRun: 0,
      skippedBefore: [],
    });

    await settled(rooms.bulk['bulk-invites/save-report']({ jobId, rows: 'to-fix', form: 'spreadsheet' }));
    const toFix = linesOf(rooms.saved.get('mixed-to-fix.csv'));
    expect(toFix[0]).toBe('email,name,role,Reason (Tenantry)');
    expect(toFix[1]).toMatch(/^two\.bad@fieldcrew\.example,'=Two,ghost-role,.*ghost-role/);
    const again = await open(rooms.saved.get('mixed-to-fix.csv') ?? '', 'mixed-to-fix.csv');
    expect(again.preview).toMatchObject([
      { email: 'two.bad@fieldcrew.example', name: '=Two', role: 'ghost-role' },
    ]);
  });

  it('condition 17: tells the row and the physical line where it starts, past cells over several lines', async () => {
    const text = [
      'email,name,note',
      'p17.one@fieldcrew.example,One,"two\r\nlines"',
      '',
      'no address,Two,"three\n\nmore"',
      'p17.three@fieldcrew.example,Three,',
    ].join('\r\n');
    const review = await check((await open(text, 'over-lines.csv')).draftId);
    const { jobId } = await settled(rooms.bulk['bulk-invites/start'](agreed(review)));
    await settled(rooms.engine.awaitEnd(jobId));
    await settled(rooms.bulk['bulk-invites/save-report']({ jobId, rows: 'whole', form: 'spreadsheet' }));
    const report = await open(rooms.saved.get('over-lines-report.csv') ?? '', 'over-lines-report.csv');
    const place = report.columns.slice(3, 5).map(({ title, samples }) => [title, samples]);
    expect(place).toEqual([
      ['Row', ['2', '4', '5']],
      ['Line', ['2', '5', '8']],
    ]);
    expect(text.split(/\r\n|\n/)[8 - 1]).toContain('p17.three');
  });

  it('has no report for a job that is not there', async () => {
    await expect(settled(rooms.bulk['bulk-invites/report']({ jobId: 'nowhere' }))).rejects.toThrow(
      'job-gone',
    );
  });
});

describe('starting', () => {
  const people = (from: number, count: number) =>
    `email\n${Array.from({ length: count }, (_, n) => `new.person${from + n}@fieldcrew.example`).join('\n')}`;
  const keptRows = () =>
    rooms.ledger.read((ledger) => ledger.prepare('SELECT count(*) FROM bulk_rows').pluck().get() as number);

  it('refuses a plan that differs from what was agreed to, and stores nothing', async () => {
    const review = await check((await open(people(0, 2))).draftId);
    const before = keptRows();
    const start = rooms.bulk['bulk-invites/start']({ ...agreed(review), expectInvites: 3 });
    await expect(settled(start)).rejects.toThrow('plan-differs');
    expect(keptRows()).toBe(before);
  });

  it('condition 67: asks for the number in Production above 25 people', async () => {
    rooms.setEnvironment('production');
    try {
      const review = await check((await open(people(100, 26))).draftId);
      expect(review.asks.typeNumber).toBe(26);
      await expect(settled(rooms.bulk['bulk-invites/start'](agreed(review, '25')))).rejects.toThrow(
        'confirmation-differs',
      );
      const few = await check((await open(people(100, 25))).draftId);
      expect(few.asks.typeNumber).toBeNull();
    } finally {
      rooms.setEnvironment('sandbox');
    }
  });

  it('condition 67: asks for the number elsewhere above 250 people, says how many of the tenant they are, and stores nothing without it', async () => {
    const { draftId } = await open(people(1000, 251));
    expect((await check(draftId)).asks.typeNumber).toBeNull();
    rooms.setEnvironment('staging');
    try {
      const { asks, ...review } = await check(draftId);
      expect(asks.typeNumber).toBe(251);
      expect(asks.typeWhy).toMatch(/^251 people, (?:[12]\d|\d) % of the \d,\d{3} whom this tenant has\.$/);
      const before = keptRows();
      for (const typed of ['', '250', '251 people']) {
        const start = rooms.bulk['bulk-invites/start'](agreed({ asks, ...review }, typed));
        await expect(settled(start)).rejects.toThrow('confirmation-differs');
      }
      expect(keptRows()).toBe(before);
      const few = await check((await open(people(1000, 250))).draftId);
      expect(few.asks).toMatchObject({ typeNumber: null, typeWhy: null });
    } finally {
      rooms.setEnvironment('sandbox');
    }
  });

  it('starts once, however often it is asked, and lets the file go', async () => {
    const review = await check((await open(people(200, 3))).draftId);
    const start = rooms.bulk['bulk-invites/start'];
    const [one, other] = await Promise.all([start(agreed(review)), start(agreed(review))]);
    expect([one.ok, other.ok].filter(Boolean)).toHaveLength(1);
    await expect(settled(start(agreed(review)))).rejects.toThrow('draft-gone');
    if (!one.ok) throw new Error(one.failure.code);
    await rooms.engine.awaitEnd(one.value.jobId);
  });

  it('has nothing to do when no row is ready', async () => {
    const review = await check((await open('email\nnobody')).draftId);
    await expect(settled(rooms.bulk['bulk-invites/start'](agreed(review)))).rejects.toThrow('nothing-to-do');
  });

  it('forgets rows that were stored for a job that never came to be', async () => {
    const insert = "INSERT INTO bulk_rows VALUES ('left-behind', 2, '[]', 'ready', '', 0)";
    await rooms.ledger.write((ledger) => ledger.prepare(insert).run());
    const review = await check((await open(people(300, 1))).draftId);
    const { jobId } = await settled(rooms.bulk['bulk-invites/start'](agreed(review)));
    await rooms.engine.awaitEnd(jobId);
    const left = rooms.ledger.read((ledger) =>
      ledger.prepare("SELECT count(*) FROM bulk_rows WHERE run_id = 'left-behind'").pluck().get(),
    );
    expect(left).toBe(0);
  });

  it('forgets the rows of a file together with its job', async () => {
    await rooms.ledger.write((ledger) => ledger.prepare("DELETE FROM jobs WHERE kind = 'bulk-invite'").run());
    expect(keptRows()).toBe(0);
  });
});

describe('an open file', () => {
  it('is mapped as the last file with the same titles was (condition 28)', async () => {
    const first = await open('Who,Where,What\nBo,bo.one@fieldcrew.example,member');
    expect(first.columns.map(({ becomes }) => becomes)).toEqual(['ignore', 'email', 'ignore']);
    const meanings = ['name', 'email', 'role'] as const;
    await settled(
      rooms.bulk['bulk-invites/map-columns']({ draftId: first.draftId, meanings: [...meanings] }),
    );
    const next = await open('who, WHERE ,what\nCy,cy.two@fieldcrew.example,');
    expect(next.columns.map(({ becomes }) => becomes)).toEqual(meanings);
    expect(next.note).toContain('mapped as last time');
    const toFix = await open('Who,Where,What,Reason (Tenantry)\nCy,cy.two@fieldcrew.example,,Invalid email');
    expect(toFix.columns.map(({ becomes }) => becomes)).toEqual([...meanings, 'ignore']);
    const other = await open('Who,Where,Why\nCy,cy.two@fieldcrew.example,');
    expect(other.columns.map(({ becomes }) => becomes)).toEqual(['ignore', 'email', 'ignore']);
  });

  it('leaves lines with # out and takes quotes as text only when told to (conditions 18 and 21)', async () => {
    const draft = await open('email,name\n#bo.one@fieldcrew.example,Bo\ncy.two@fieldcrew.example,"Cy Two\n');
    expect(draft).toMatchObject({ rowCount: 2, commentRows: 1, brokenQuoteRow: 3 });
    const again = await settled(
      rooms.bulk['bulk-invites/read-again']({
        draftId: draft.draftId,
        encoding: draft.encoding,
        delimiter: draft.delimiter,
        header: draft.header,
        comments: 'skip',
        quotes: 'text',
      }),
    );
    expect(again).toMatchObject({ rowCount: 1, commentRows: 1, brokenQuoteRow: null });
    expect(again.preview).toMatchObject([{ row: 3, name: '"Cy Two' }]);
  });

  it('waits until somebody says which of two columns of one name counts (condition 24)', async () => {
    const draft = await open('Email,Name,Email\nbo.one@fieldcrew.example,Bo,bo.two@fieldcrew.example');
    expect(draft.blockedBecause).toBe('Two columns are called “Email”. Say which one counts.');
    const chosen = await settled(
      rooms.bulk['bulk-invites/map-columns']({
        draftId: draft.draftId,
        meanings: ['ignore', 'name', 'email'],
      }),
    );
    expect(chosen.blockedBecause).toBeNull();
    expect(chosen.preview[0]?.email).toBe('bo.two@fieldcrew.example');
  });

  it('condition 55: with SCIM it is handed over to the admin of the identity provider, each row with what to do', async () => {
    const before = (await rooms.engine.all(null, 'all')).length;
    const managed = (await sandboxApi(sandbox).allUsers()).find((user) => !user.isEditable && user.active);
    const draft = await open(
      `email,name,role,teams\nbo.one@fieldcrew.example,=Bo,member,contractors\nno address,Cy,,\n${managed?.email},Di,Admin,`,
    );
    await check(draft.draftId);
    expect(await settled(rooms.bulk['bulk-invites/save-handover']({ draftId: draft.draftId }))).toEqual({
      savedAs: 'people-for-okta.csv',
      rows: 2,
    });
    expect(linesOf(rooms.saved.get('people-for-okta.csv'))).toEqual([
      'Email,Name,Role,Groups,What to do,Row of the file',
      "bo.one@fieldcrew.example,'=Bo,Member,contractors,Assign to the app and to the group contractors,2",
      `${managed?.email},Di,Admin,,In Okta: role Admin,4`,
    ]);
    expect(rooms.engine.all(null, 'all')).toHaveLength(before);
  });

  it('condition 55: with just-in-time accounts the list says that the first sign-in makes them', async () => {
    rooms.setFacts({ mode: 'jit' });
    const draft = await open('email,role,teams\njit.one@fieldcrew.example,read-only-member,contractors');
    const review = await check(draft.draftId);
    expect(review.modeWarning).toContain('when they first sign in through Okta');
    await settled(rooms.bulk['bulk-invites/save-handover']({ draftId: draft.draftId }));
    rooms.setFacts({ mode: 'scim' });
    expect(linesOf(rooms.saved.get('people-for-okta.csv'))[1]).toContain(
      'Allow to sign in to the app; the account is made at the first sign-in; added to contractors after that; the role Read-only member is given after that',
    );
  });

  it('condition 31: rows of a split are told in the equation and name the row that they came of', async () => {
    const draft = await open(
      'email,team\nsplit.a@fieldcrew.example; split.b@fieldcrew.example,contractors\nsplit.c@fieldcrew.example,',
      'split.csv',
    );
    const { draftId } = draft;
    expect(await check(draftId)).toMatchObject({ total: 2, willInvite: 1, addedBySplit: 0 });
    const split = await settled(
      rooms.bulk['bulk-invites/decide-row']({ draftId, row: 2, decision: 'split' }),
    );
    expect(split.review).toMatchObject({ total: 3, willInvite: 3, addedBySplit: 1 });
    const { jobId } = await settled(rooms.bulk['bulk-invites/start'](agreed(split.review)));
    await settled(rooms.engine.awaitEnd(jobId));
    const report = await settled(rooms.bulk['bulk-invites/report']({ jobId }));
    expect(report).toMatchObject({ rowsRead: 2, addedBySplit: 1, invited: 3, skippedBefore: [] });
    await settled(rooms.bulk['bulk-invites/save-report']({ jobId, rows: 'whole', form: 'spreadsheet' }));
    const rows = linesOf(rooms.saved.get('split-report.csv')).map((line) => line.split(',').slice(0, 1)[0]);
    expect(rows).toEqual([
      'email',
      'split.a@fieldcrew.example',
      'split.c@fieldcrew.example',
      'split.b@fieldcrew.example',
    ]);
    expect(rooms.saved.get('split-report.csv')).toContain('"2, part 1 of 2"');
    expect(rooms.saved.get('split-report.csv')).toContain('"2, part 2 of 2"');
    const member = await tenantTeam(sandboxApi(sandbox), 'contractors');
    expect(member?.members).toEqual(
      expect.arrayContaining(['split.a@fieldcrew.example', 'split.b@fieldcrew.example']),
    );
  });

  it('condition 38: an address that looks like a person of the copy is held, and sent once somebody keeps it', async () => {
    const users = await sandboxApi(sandbox).allUsers();
    const twin = users.map(({ email }) => email).find((email) => /[lom]/.test(email.split('@')[0] ?? ''));
    const alike =
      twin
        ?.replace(/l/, '1')
        .replace(/o/, '0')
        .replace(/^([^@]*?)m/, '$1rn') ?? '';
    const draft = await open(`email\n${alike}`, 'alike.csv');
    const { draftId } = draft;
    expect(await check(draftId)).toMatchObject({ willInvite: 0, counts: { 'look-alike': 1 } });
    const window = { draftId, show: 'look-alike', offset: 0, limit: 1 } as const;
    const [held] = (await settled(rooms.bulk['bulk-invites/rows'](window))).rows;
    expect(held).toMatchObject({
      reason: `Looks like ${twin}, who is here`,
      offer: 'keep',
      suggestion: null,
    });
    const kept = await settled(rooms.bulk['bulk-invites/decide-row']({ draftId, row: 2, decision: 'keep' }));
    expect(kept).toMatchObject({ row: { verdict: 'ready' }, alike: 0, review: { willInvite: 1 } });
  });

  it('one fix is applied to all rows like it, through the channel', async () => {
    const draft = await open('email,role\na.one@fieldcrew.example,boss\nb.two@fieldcrew.example,boss');
    const { draftId } = draft;
    await check(draftId);
    const edited = {
      draftId,
      row: 2,
      email: 'a.one@fieldcrew.example',
      role: 'member',
      teams: [],
      send: null,
    };
    expect(await settled(rooms.bulk['bulk-invites/edit-row'](edited))).toMatchObject({ alike: 1 });
    expect(await settled(rooms.bulk['bulk-invites/fix-alike']({ draftId }))).toMatchObject({
      fixed: 1,
      review: { willInvite: 2 },
    });
  });

  it('is read again, mapped, edited and listed', async () => {
    const draft = await open('who;mail\nBo;bo.one@fieldcrew.example\nCy;cy.two@@fieldcrew.example');
    const again = await settled(
      rooms.bulk['bulk-invites/read-again']({
        draftId: draft.draftId,
        encoding: 'windows-1252',
        delimiter: ',',
        header: 'none',
        comments: 'keep',
        quotes: 'csv',
      }),
    );
    expect(again).toMatchObject({ rowCount: 3, encoding: 'windows-1252', header: 'none' });
    await settled(
      rooms.bulk['bulk-invites/read-again']({
        draftId: draft.draftId,
        encoding: 'utf-8',
        delimiter: ';',
        header: 'first-row',
        comments: 'keep',
        quotes: 'csv',
      }),
    );
    const unmapped = await settled(
      rooms.bulk['bulk-invites/map-columns']({ draftId: draft.draftId, meanings: ['name', 'ignore'] }),
    );
    expect(unmapped.blockedBecause).not.toBeNull();
    await expect(check(draft.draftId)).rejects.toThrow('no-email-column');
    await settled(
      rooms.bulk['bulk-invites/map-columns']({ draftId: draft.draftId, meanings: ['name', 'email'] }),
    );
    expect((await check(draft.draftId)).counts).toMatchObject({ ready: 1, 'invalid-email': 1 });
    const edited = await settled(
      rooms.bulk['bulk-invites/edit-row']({
        draftId: draft.draftId,
        row: 3,
        email: 'cy.two@fieldcrew.example',
        role: '',
        teams: ['contractors'],
        send: null,
      }),
    );
    expect(edited.row).toMatchObject({
      row: 3,
      verdict: 'ready',
      name: 'Cy',
      role: 'member',
      teams: ['contractors'],
    });
    expect(edited.review.willInvite).toBe(2);
    const window = { draftId: draft.draftId, offset: 0, limit: 100 };
    expect(await settled(rooms.bulk['bulk-invites/rows']({ ...window, show: 'need-look' }))).toMatchObject({
      matches: 0,
    });
    expect(await settled(rooms.bulk['bulk-invites/rows']({ ...window, show: 'ready' }))).toMatchObject({
      matches: 2,
    });
    await settled(rooms.bulk['bulk-invites/drop-draft']({ draftId: draft.draftId }));
    await expect(settled(rooms.bulk['bulk-invites/read-draft']({ draftId: draft.draftId }))).rejects.toThrow(
      'draft-gone',
    );
  });

  it('is replaced by the next file, and kept when that one is refused', async () => {
    const first = await open('email\na@fieldcrew.example');
    await expect(open('%PDF-1.7')).rejects.toThrow('file-not-csv');
    await expect(open('email\n')).rejects.toThrow('file-empty');
    expect((await settled(rooms.bulk['bulk-invites/read-draft']({ draftId: first.draftId }))).rowCount).toBe(
      1,
    );
    await open('email\nb@fieldcrew.example');
    await expect(settled(rooms.bulk['bulk-invites/read-draft']({ draftId: first.draftId }))).rejects.toThrow(
      'draft-gone',
    );
  });

  it('comes as a template that our own reader understands and that invites nobody', async () => {
    await settled(rooms.bulk['bulk-invites/save-template']({}));
    const draft = await open(rooms.saved.get('people-to-invite.csv') ?? '');
    expect(draft.columns.map((column) => column.becomes)).toEqual(['email', 'name', 'role', 'teams']);
    const review = await check(draft.draftId);
    expect(review.willInvite).toBe(0);
    const { rows } = await settled(
      rooms.bulk['bulk-invites/rows']({ draftId: draft.draftId, show: 'all', offset: 0, limit: 1 }),
    );
    expect(rows[0]?.reason).toBe('example.com is reserved for examples');
  });
});

describe('condition 70: the reports of a run', () => {
  it('condition 70: hold no password of the file, no link of an invite and no token, in any form', async () => {
    const email = 'secret.one@fieldcrew.example';
    const draft = await open(
      `email,role,password,api token\n${email},member,not-a-secret-1,not-a-secret-2\nnobody,,not-a-secret-3,`,
      'secrets.csv',
    );
    const { options } = await check(draft.draftId);
    const review = await check(draft.draftId, { ...options, passwordEmail: 'send' });
    const { jobId } = await settled(rooms.bulk['bulk-invites/start'](agreed(review)));
    await settled(rooms.engine.awaitEnd(jobId));
    for (const rows of ['whole', 'to-fix'] as const) {
      for (const form of ['spreadsheet', 'raw'] as const) {
        await settled(rooms.bulk['bulk-invites/save-report']({ jobId, rows, form }));
      }
    }
    const reports = [...rooms.saved].filter(([name]) => name.startsWith('secrets-'));
    expect(reports.map(([name]) => name).toSorted()).toEqual([
      'secrets-report-raw.csv',
      'secrets-report.csv',
      'secrets-to-fix-raw.csv',
      'secrets-to-fix.csv',
    ]);
    const text = reports.map(([, report]) => report).join('\n');
    expect(text).toContain(`${email},member,,,2,2,invited`);
    // The invite did send a link, which no report repeats.
    const sent = (await sandboxApi(sandbox).outbox()).filter(({ to }) => to === email);
    expect(sent).toHaveLength(1);
    for (const secret of ['not-a-secret', 'http', sandbox.token]) expect(text).not.toContain(secret);
  });
});

describe('condition 72: the report of a run', () => {
  it('condition 72: is in the history and opens again as it was, after everything was closed and opened on the same files', async () => {
    const review = await check(
      (await open('email,cost\nkept.one@fieldcrew.example,7\nnobody,8', 'kept.csv')).draftId,
    );
    const { jobId } = await settled(rooms.bulk['bulk-invites/start'](agreed(review)));
    await settled(rooms.engine.awaitEnd(jobId));
    const report = await settled(rooms.bulk['bulk-invites/report']({ jobId }));
    expect(report).toMatchObject({ rowsRead: 2, invited: 1, skippedBefore: [{ count: 1 }] });
    const save = { jobId, rows: 'whole', form: 'spreadsheet' } as const;
    await settled(rooms.bulk['bulk-invites/save-report'](save));
    const saved = rooms.saved.get('kept-report.csv');
    expect(saved).toContain('kept.one@fieldcrew.example,7,2,2,invited');

    await rooms.close('keep');
    rooms = await openBulkRooms(sandbox, rooms.folder);
    const runs = rooms.engine.list(rooms.tenantId, 'bulk-invite').map(({ id, title }) => ({ id, title }));
    expect(runs).toContainEqual({ id: jobId, title: 'Bulk invite, kept.csv' });
    expect(await settled(rooms.bulk['bulk-invites/report']({ jobId }))).toEqual(report);
    await settled(rooms.bulk['bulk-invites/save-report'](save));
    expect(rooms.saved.get('kept-report.csv')).toBe(saved);
  });
});
