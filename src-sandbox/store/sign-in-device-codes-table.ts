import type { TenantFile } from './tenant-file.ts';

export const signInDeviceCodesShape = `
  CREATE TABLE signInDeviceCodes (
    deviceHash TEXT PRIMARY KEY,
    userHash TEXT NOT NULL UNIQUE,
    asker TEXT NOT NULL,
    state TEXT NOT NULL,
    userPosition INTEGER,
    createdAt INTEGER NOT NULL,
    expiresAt INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** A client that waits for somebody's approval. Both codes are stored as their SHA-256. */
export interface DeviceCodeRow {
  readonly deviceHash: string;
  readonly userHash: string;
  /** What the client calls itself (its User-Agent), for the person who decides. */
  readonly asker: string;
  readonly state: 'waiting' | 'approved' | 'denied' | 'used';
  /** Who approved or denied. */
  readonly userPosition: number | null;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface SignInDeviceCodesTable {
  add(row: DeviceCodeRow): void;
  byDeviceHash(hash: string): DeviceCodeRow | undefined;
  byUserHash(hash: string): DeviceCodeRow | undefined;
  setState(deviceHash: string, change: { state: DeviceCodeRow['state']; userPosition: number | null }): void;
  /** How many wait for a decision and have not lapsed. */
  countWaiting(now: number): number;
  /** Forgets the codes that had lapsed by then, whatever became of them. */
  removeLapsed(until: number): void;
}

export function openSignInDeviceCodesTable(file: TenantFile): SignInDeviceCodesTable {
  const add = file.prepare<[DeviceCodeRow]>(
    'INSERT INTO signInDeviceCodes VALUES (@deviceHash, @userHash, @asker, @state, @userPosition, @createdAt, @expiresAt)',
  );
  const byDeviceHash = file.prepare<[string], DeviceCodeRow>(
    'SELECT * FROM signInDeviceCodes WHERE deviceHash = ?',
  );
  const byUserHash = file.prepare<[string], DeviceCodeRow>(
    'SELECT * FROM signInDeviceCodes WHERE userHash = ?',
  );
  const setState = file.prepare<[string, number | null, string]>(
    'UPDATE signInDeviceCodes SET state = ?, userPosition = ? WHERE deviceHash = ?',
  );
  const countWaiting = file
    .prepare<[number], number>(
      `SELECT count(*) FROM signInDeviceCodes WHERE state = 'waiting' AND expiresAt > ?`,
    )
    .pluck();
  const removeLapsed = file.prepare<[number]>('DELETE FROM signInDeviceCodes WHERE expiresAt <= ?');
  return {
    add: (row) => void add.run(row),
    byDeviceHash: (hash) => byDeviceHash.get(hash),
    byUserHash: (hash) => byUserHash.get(hash),
    setState: (deviceHash, { state, userPosition }) => void setState.run(state, userPosition, deviceHash),
    countWaiting: (now) => countWaiting.get(now) ?? 0,
    removeLapsed: (until) => void removeLapsed.run(until),
  };
}
