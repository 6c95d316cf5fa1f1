/** Raised with every change of the shape below: a file of another number is thrown away and fetched again. */
export const cacheShapeNumber = 3;
/** Marks the file as ours, in SQLite's application_id: the letters TNTC. */
export const cacheShapeOwner = 0x544e5443;

/**
 * The shape of the copy. Every row belongs to a copy (one a tenant, by its
 * number, which is never used again: memory of a dropped copy must not pass for a new one). `users_by_name` serves the first
 * page of the list before anything is in memory; `user_search` finds a part of a word in very large tenants.
 */
export const cacheShape = `
  CREATE TABLE copies (
    no INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant_id TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL DEFAULT 0,
    teams_revision INTEGER NOT NULL DEFAULT 0,
    people INTEGER NOT NULL DEFAULT 0,
    is_indexed INTEGER NOT NULL DEFAULT 0,
    reading_key TEXT NOT NULL DEFAULT '',
    last_sync_at TEXT,
    last_run TEXT,
    held_missing INTEGER,
    held_before INTEGER,
    accepted_drop INTEGER
  ) STRICT;

  CREATE TABLE users (
    n INTEGER PRIMARY KEY,
    copy_no INTEGER NOT NULL REFERENCES copies (no),
    id TEXT NOT NULL,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    search_text TEXT NOT NULL,
    status TEXT NOT NULL,
    role TEXT NOT NULL,
    source TEXT NOT NULL,
    managed_by TEXT,
    role_managed_by TEXT,
    sign_in TEXT NOT NULL,
    resource_roles TEXT NOT NULL,
    last_accessed_at INTEGER,
    created_at INTEGER,
    updated_at INTEGER
  ) STRICT;
  CREATE UNIQUE INDEX users_by_id ON users (copy_no, id);
  CREATE INDEX users_by_email ON users (copy_no, email_key);
  CREATE INDEX users_by_name ON users (copy_no, sort_name);

  CREATE VIRTUAL TABLE user_search USING fts5(
    search_text, content='users', content_rowid='n', columnsize=0, detail=full,
    tokenize='trigram case_sensitive 1'
  );

  CREATE TABLE touched (
    copy_no INTEGER NOT NULL REFERENCES copies (no),
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (copy_no, kind, id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE staged (
    copy_no INTEGER NOT NULL REFERENCES copies (no),
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    fetched_at INTEGER NOT NULL,
    row TEXT NOT NULL,
    PRIMARY KEY (copy_no, kind, id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE teams (
    no INTEGER PRIMARY KEY,
    copy_no INTEGER NOT NULL REFERENCES copies (no),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    is_managed_by_idp INTEGER NOT NULL,
    made_by_scim INTEGER NOT NULL,
    is_everyone INTEGER NOT NULL,
    row_hash TEXT NOT NULL,
    UNIQUE (copy_no, id)
  ) STRICT;

  CREATE TABLE team_members (
    team_no INTEGER NOT NULL REFERENCES teams (no),
    copy_no INTEGER NOT NULL REFERENCES copies (no),
    email_key TEXT NOT NULL,
    is_manager INTEGER NOT NULL,
    PRIMARY KEY (team_no, email_key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX team_members_by_email ON team_members (copy_no, email_key);
  CREATE INDEX team_managers ON team_members (team_no) WHERE is_manager = 1;

  CREATE TABLE roles (
    copy_no INTEGER NOT NULL REFERENCES copies (no),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    resource_type TEXT NOT NULL,
    label TEXT NOT NULL,
    is_built_in INTEGER NOT NULL,
    PRIMARY KEY (copy_no, id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE user_history (
    no INTEGER PRIMARY KEY,
    copy_no INTEGER NOT NULL REFERENCES copies (no),
    user_id TEXT NOT NULL,
    at TEXT NOT NULL,
    what TEXT NOT NULL
  ) STRICT;
  CREATE INDEX user_history_by_user ON user_history (copy_no, user_id, no);

  -- Reactivations that syncs saw: few, and asked for without walking through everybody's history.
  CREATE INDEX user_history_reactivated ON user_history (copy_no, no) WHERE what = 'Status: Deactivated → Active';
  CREATE INDEX user_history_by_time ON user_history (copy_no, at);

  -- What a sync saw the identity provider change, until the ledger has it.
  CREATE TABLE push_news (
    no INTEGER PRIMARY KEY,
    copy_no INTEGER NOT NULL REFERENCES copies (no),
    run_id TEXT NOT NULL,
    news TEXT NOT NULL
  ) STRICT;

  CREATE TABLE pages (
    copy_no INTEGER NOT NULL REFERENCES copies (no),
    kind TEXT NOT NULL,
    page INTEGER NOT NULL,
    size INTEGER NOT NULL,
    hash TEXT NOT NULL,
    received INTEGER NOT NULL,
    total INTEGER NOT NULL,
    members BLOB NOT NULL,
    PRIMARY KEY (copy_no, kind, page)
  ) STRICT, WITHOUT ROWID;
`;
