import { join } from 'node:path';
import { backUpLedger } from './backup-ledger.ts';
import { migrations } from './migrations/migrations.ts';
import type { Handle } from './open-file.ts';

/**
 * Brings a ledger to the newest shape: first a backup that was opened and compared, then each step in a transaction of
 * its own together with its number, so that a kill leaves the shape before or after a step, never between. Rejects
 * when the backup cannot be made or differs; nothing was migrated then. `onStep` is told where it is, for tests that kill.
 */
export async function migrateLedger(
  database: Handle,
  folder: string,
  onStep: (step: string) => void,
): Promise<void> {
  const from = Number(database.pragma('user_version', { simple: true }));
  const waiting = migrations.filter((migration) => migration.number > from);
  if (waiting.length === 0) return;
  if (from > 0) {
    onStep('before the backup');
    await backUpLedger(database, join(folder, `ledger-before-${waiting.at(-1)?.number}.sqlite`));
    onStep('after the backup');
  }
  for (const migration of waiting) {
    database.transaction(() => {
      database.exec(migration.sql);
      onStep(`in step ${migration.number}`);
      database.pragma(`user_version = ${migration.number}`);
      onStep(`at the end of step ${migration.number}`);
    })();
    onStep(`after step ${migration.number}`);
  }
}
