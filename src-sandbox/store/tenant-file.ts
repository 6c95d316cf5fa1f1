import { chmodSync, closeSync, existsSync, openSync, rmSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { auditShape } from './audit-table.ts';
import { bindingsShape } from './bindings-table.ts';
import { grantsShape } from './grants-table.ts';
import { outboxShape } from './outbox-table.ts';
import { passwordsShape } from './passwords-table.ts';
import { rolesShape } from './roles-table.ts';
import { scimPeopleShape } from './scim-people-table.ts';
import { settingsShape } from './settings-table.ts';
import { signInDeviceCodesShape } from './sign-in-device-codes-table.ts';
import { signInMailCodesShape } from './sign-in-mail-codes-table.ts';
import { signInSessionsShape } from './sign-in-sessions-table.ts';
import { teamsShape } from './teams-table.ts';
import { tokensShape } from './tokens-table.ts';
import { usersShape } from './users-table.ts';

/** An open SQLite file of a sandbox tenant. */
export type TenantFile = Database.Database;

const shapes = [
  settingsShape,
  rolesShape,
  usersShape,
  scimPeopleShape,
  teamsShape,
  grantsShape,
  bindingsShape,
  tokensShape,
  passwordsShape,
  outboxShape,
  auditShape,
  signInSessionsShape,
  signInDeviceCodesShape,
  signInMailCodesShape,
];

/** Half of it would do for pages of a thousand; the operating system keeps the file in memory anyway. */
export const pageCacheKib = 32_768;

/** The file cannot be used as a sandbox tenant; the message is a sentence for the person who named it. */
export class UnusableTenantFile extends Error {}

/** The file is a sandbox's, of another version. */
export class OutdatedTenantFile extends UnusableTenantFile {}

// Marks the file as ours ("tnsb"), so that --reset can never delete somebody else's database.
const applicationId = 0x746e7362;
const shapeNumber = 3;

/**
 * Opens or makes the file (mode 0600, as it holds people) and gives it the tables of a tenant. `state` is `fresh` when
 * there is nothing in it yet. Fails with UnusableTenantFile for a file of another program, with OutdatedTenantFile for one of another shape.
 */
export function openTenantFile(path: string): { file: TenantFile; state: 'fresh' | 'kept' } {
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
  const file = new Database(path);
  try {
    const state = judge(file, path);
    file.pragma('journal_mode = WAL');
    file.pragma('synchronous = NORMAL');
    file.pragma('foreign_keys = ON');
    file.pragma(`cache_size = -${pageCacheKib}`);
    file.pragma('temp_store = MEMORY');
    if (state === 'fresh') {
      file.pragma(`application_id = ${applicationId}`);
      file.pragma(`user_version = ${shapeNumber}`);
      for (const shape of shapes) file.exec(shape);
    }
    return { file, state };
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Deletes a sandbox file with its journal. Does nothing when there is none; refuses a file that is not a sandbox's. */
export function removeTenantFile(path: string): void {
  if (!existsSync(path)) return;
  if (statSync(path).size > 0) {
    const file = new Database(path, { readonly: true });
    try {
      refuseForeign(file, path);
    } finally {
      file.close();
    }
  }
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}

function judge(file: TenantFile, path: string): 'fresh' | 'kept' {
  refuseForeign(file, path);
  if (file.pragma('application_id', { simple: true }) !== applicationId) return 'fresh';
  const found = file.pragma('user_version', { simple: true });
  if (found !== shapeNumber) {
    throw new OutdatedTenantFile(
      `${path} was made by another version of the sandbox. Start with --reset to seed it anew.`,
    );
  }
  return 'kept';
}

function refuseForeign(file: TenantFile, path: string): void {
  try {
    if (file.pragma('application_id', { simple: true }) === applicationId) return;
    const tables = file.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get() ?? 0;
    if (tables === 0) return;
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    throw new UnusableTenantFile(`${path} is not a SQLite file (${error.code}). It was left as it was.`);
  }
  throw new UnusableTenantFile(`${path} belongs to another program. It was left as it was.`);
}
