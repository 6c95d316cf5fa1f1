import { openLedger } from '../../../src-main/ledger/open-ledger.ts';
import { recordTrail } from '../../../src-main/ledger/record-trail.ts';

/**
 * A process of its own for tests that kill: opens the ledger of a folder and ends by SIGKILL at the step that is named. With
 * `commit n` it makes n commits one after the other and ends in order.
 */
const [folder = '', wish = ''] = process.argv.slice(2);
const { ledger } = await openLedger(folder, {
  onStep: (step) => {
    if (step === wish) process.kill(process.pid, 'SIGKILL');
  },
});
const commits = /^commit (\d+)$/u.exec(wish)?.[1];
for (let i = 0; i < Number(commits ?? 0); i += 1) {
  await ledger.write((writable) =>
    recordTrail(writable, {
      tenantId: 't1',
      at: '2026-01-01T00:00:00.000Z',
      actor: 'ingrid',
      action: 'Invited',
      subject: `person-${i}`,
      phase: 'intent',
      outcome: '',
      requestId: null,
      jobId: null,
      detail: '',
    }),
  );
}
ledger.close();
