import type { TenantFile } from './tenant-file.ts';

/**
 * One row per sign-in: a browser's, or a client's with all the tokens that its refreshing made (its family). The
 * triggers end every sign-in in the very statement that deactivates or deletes a person, whichever route does it.
 */
export const signInSessionsShape = `
  CREATE TABLE signInSessions (
    id TEXT PRIMARY KEY,
    userPosition INTEGER NOT NULL,
    kind TEXT NOT NULL,
    createdAt INTEGER NOT NULL,
    expiresAt INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX signInSessionsByUser ON signInSessions (userPosition);
  CREATE TABLE signInSecrets (
    hash TEXT PRIMARY KEY,
    sessionId TEXT NOT NULL REFERENCES signInSessions (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL,
    expiresAt INTEGER NOT NULL,
    usedAt INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX signInSecretsBySession ON signInSecrets (sessionId);
  CREATE TRIGGER signInsEndWithDeactivation AFTER UPDATE OF active ON users WHEN new.active = 0 BEGIN
    DELETE FROM signInSessions WHERE userPosition = new.position;
  END;
  CREATE TRIGGER signInsEndWithDeletion AFTER DELETE ON users BEGIN
    DELETE FROM signInSessions WHERE userPosition = old.position;
    DELETE FROM passwords WHERE userPosition = old.position;
  END;
`;

export interface SignInSession {
  readonly id: string;
  readonly userPosition: number;
  /** `browser` has a cookie; `device` has access and refresh tokens. */
  readonly kind: 'browser' | 'device';
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** A cookie or token of a sign-in. Only its SHA-256 is stored. */
export interface SignInSecret {
  readonly hash: string;
  readonly sessionId: string;
  readonly purpose: 'cookie' | 'access' | 'refresh';
  readonly expiresAt: number;
}

/** A secret with the sign-in that it belongs to. */
export interface FoundSecret extends SignInSecret {
  readonly usedAt: number | null;
  readonly userPosition: number;
}

export interface SignInSessionsTable {
  add(session: SignInSession): void;
  addSecret(secret: SignInSecret): void;
  find(hash: string, purpose: SignInSecret['purpose']): FoundSecret | undefined;
  markUsed(hash: string, at: number): void;
  /** Ends one sign-in with all its secrets. */
  end(sessionId: string): void;
  endAllOf(userPosition: number): void;
  /** Forgets what is over anyway. */
  removeExpired(now: number): void;
}

export function openSignInSessionsTable(file: TenantFile): SignInSessionsTable {
  const add = file.prepare<[SignInSession]>(
    'INSERT INTO signInSessions VALUES (@id, @userPosition, @kind, @createdAt, @expiresAt)',
  );
  const addSecret = file.prepare<[SignInSecret]>(
    'INSERT INTO signInSecrets VALUES (@hash, @sessionId, @purpose, @expiresAt, NULL)',
  );
  const find = file.prepare<[string, string], FoundSecret>(
    `SELECT hash, sessionId, purpose, signInSecrets.expiresAt, usedAt, userPosition
     FROM signInSecrets JOIN signInSessions ON id = sessionId WHERE hash = ? AND purpose = ?`,
  );
  const markUsed = file.prepare<[number, string]>('UPDATE signInSecrets SET usedAt = ? WHERE hash = ?');
  const end = file.prepare<[string]>('DELETE FROM signInSessions WHERE id = ?');
  const endAllOf = file.prepare<[number]>('DELETE FROM signInSessions WHERE userPosition = ?');
  const oldSessions = file.prepare<[number]>('DELETE FROM signInSessions WHERE expiresAt <= ?');
  const oldAccess = file.prepare<[number]>(
    `DELETE FROM signInSecrets WHERE purpose = 'access' AND expiresAt <= ?`,
  );
  return {
    add: (session) => void add.run(session),
    addSecret: (secret) => void addSecret.run(secret),
    find: (hash, purpose) => find.get(hash, purpose),
    markUsed: (hash, at) => void markUsed.run(at, hash),
    end: (sessionId) => void end.run(sessionId),
    endAllOf: (userPosition) => void endAllOf.run(userPosition),
    removeExpired(now) {
      oldSessions.run(now);
      oldAccess.run(now);
    },
  };
}
