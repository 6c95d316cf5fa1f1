import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { seedTenant } from '../../../src-sandbox/seed/seed-tenant.ts';
import { openTenantFile, type TenantFile } from '../../../src-sandbox/store/tenant-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'tenantry-seed-'));
const now = Date.parse('2026-11-23T10:40:00.000Z');
let made = 0;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function withSeeded<T>(
  size: { users: number; seed: number; now?: number; sso?: 'sso' | 'no-sso' },
  look: (file: TenantFile) => T,
): Promise<T> {
  made += 1;
  const { file } = openTenantFile(join(folder, `${made}.sqlite`));
  try {
    await seedTenant(file, { tenantName: 'sandbox', mode: 'scim', sso: 'sso', now, ...size });
    return look(file);
  } finally {
    file.close();
  }
}

const count = (file: TenantFile, sql: string) =>
  file.prepare<[], number>(`SELECT count(*) ${sql}`).pluck().get();

function everything(file: TenantFile): string {
  const tables = ['users', 'teams', 'teamMembers', 'roles', 'resources', 'grants', 'settings'];
  return JSON.stringify(tables.map((table) => file.prepare(`SELECT * FROM ${table}`).all()));
}

function withoutDates(file: TenantFile): string {
  const users = `SELECT id, email, displayName, sub, active, role, listsRole, registeredInIdp, inviteAccepted,
    createdByScim, scimExternalId, lastAccessedAt IS NULL FROM users ORDER BY position`;
  const rest = ['teamMembers', 'roles', 'resources', 'grants'].map((table) => `SELECT * FROM ${table}`);
  return JSON.stringify(
    [users, 'SELECT id, name, description FROM teams', ...rest].map((sql) => file.prepare(sql).all()),
  );
}

describe('the company as drawn, 1,284 people', () => {
  test('has exactly the people of each kind', async () => {
    const counts = await withSeeded({ users: 1284, seed: 1 }, (file) => ({
      users: count(file, 'FROM users'),
      active: count(file, 'FROM users WHERE active = 1 AND inviteAccepted IS NOT 0'),
      pending: count(file, 'FROM users WHERE active = 1 AND inviteAccepted = 0'),
      deactivated: count(file, 'FROM users WHERE active = 0'),
      admins: count(file, "FROM users WHERE role = 'tenant-admin'"),
      auditors: count(file, "FROM users WHERE role = 'auditor'"),
      members: count(file, "FROM users WHERE role = 'member'"),
      scim: count(file, "FROM users WHERE createdByScim = 1 AND registeredInIdp = 1 AND ssoName = 'Okta'"),
      jit: count(
        file,
        'FROM users WHERE createdByScim = 0 AND registeredInIdp = 1 AND inviteAccepted IS NULL',
      ),
      invited: count(file, 'FROM users WHERE inviteAccepted IS NOT NULL'),
      never: count(file, 'FROM users WHERE lastAccessedAt IS NULL'),
      inNoTeam: count(file, 'FROM users WHERE position NOT IN (SELECT userPosition FROM teamMembers)'),
      teams: count(file, 'FROM teams'),
      scimTeams: count(file, 'FROM teams WHERE createdByScim = 1'),
      unmanaged: count(
        file,
        'FROM teams WHERE isEveryone = 0 AND position NOT IN (SELECT teamPosition FROM teamMembers WHERE isManager = 1)',
      ),
    }));
    expect(counts).toEqual({
      users: 1284,
      active: 1131,
      pending: 57,
      deactivated: 96,
      admins: 23,
      auditors: 12,
      members: 1249,
      scim: 1042,
      jit: 118,
      invited: 124,
      never: 91,
      inNoTeam: 64,
      teams: 39,
      scimTeams: 31,
      unmanaged: 2,
    });
  });

  test('has believable people: scripts, lengths, dates in order', async () => {
    await withSeeded({ users: 1284, seed: 1 }, (file) => {
      const names = file
        .prepare<[], string>('SELECT displayName FROM users WHERE displayName IS NOT NULL')
        .pluck()
        .all();
      for (const script of ['Latin', 'Cyrillic', 'Arabic', 'Han', 'Hiragana', 'Hangul', 'Devanagari']) {
        expect([script, names.some((name) => new RegExp(`\\p{Script=${script}}`, 'u').test(name))]).toEqual([
          script,
          true,
        ]);
      }
      expect(names.some((name) => /^\p{L}+$/u.test(name) && /^[A-Z]/.test(name))).toBe(true);
      expect(Math.max(...names.map((name) => name.length))).toBeGreaterThan(50);
      expect(names.some((name) => name.includes("'"))).toBe(true);
      expect(names.some((name) => name.includes('-'))).toBe(true);
      expect(new Set(names).size).toBeGreaterThan(names.length * 0.99);
      expect(count(file, `FROM users WHERE createdAt > updatedAt OR updatedAt > ${now}`)).toBe(0);
      expect(count(file, `FROM users WHERE lastAccessedAt < createdAt OR lastAccessedAt > ${now}`)).toBe(0);
      expect(
        count(
          file,
          'FROM users a JOIN users b ON b.position = a.position + 1 WHERE b.createdAt < a.createdAt',
        ),
      ).toBe(0);
      expect(count(file, `FROM users WHERE email GLOB '*[^ -~]*' OR length(email) > 100`)).toBe(0);
      expect(count(file, 'FROM teamMembers JOIN teams ON position = teamPosition WHERE isEveryone = 1')).toBe(
        0,
      );
    });
  });

  test('keeps the people of SCIM teams from SCIM, and sizes from 1 to 212', async () => {
    await withSeeded({ users: 1284, seed: 1 }, (file) => {
      const strangers = `FROM teamMembers JOIN teams ON teams.position = teamPosition
        JOIN users ON users.position = userPosition WHERE teams.createdByScim = 1 AND users.createdByScim = 0`;
      expect(count(file, strangers)).toBe(0);
      const sizes = file
        .prepare<[], number>('SELECT count(*) FROM teamMembers GROUP BY teamPosition')
        .pluck()
        .all();
      expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([1, 212]);
    });
  });
});

test('the same seed makes the same tenant, another seed another one', async () => {
  const one = await withSeeded({ users: 700, seed: 42 }, everything);
  expect(await withSeeded({ users: 700, seed: 42 }, everything)).toBe(one);
  expect(await withSeeded({ users: 700, seed: 43 }, withoutDates)).not.toBe(
    await withSeeded({ users: 700, seed: 42 }, withoutDates),
  );
});

test('only dates depend on the moment of seeding', async () => {
  const today = await withSeeded({ users: 500, seed: 5 }, withoutDates);
  const later = await withSeeded({ users: 500, seed: 5, now: now + 987_654_321 }, withoutDates);
  expect(later).toBe(today);
});

test('any size from one person on is whole: counts add up, an active admin leads, addresses differ', async () => {
  const sizes = fc.record({
    users: fc.integer({ min: 1, max: 400 }),
    seed: fc.nat(),
    sso: fc.constantFrom('sso' as const, 'no-sso' as const),
  });
  await fc.assert(
    fc.asyncProperty(sizes, (size) =>
      withSeeded(size, (file) => {
        expect(count(file, 'FROM users')).toBe(size.users);
        expect(count(file, "FROM users WHERE position = 1 AND role = 'tenant-admin' AND active = 1")).toBe(1);
        expect(count(file, 'FROM users WHERE inviteAccepted = 0 AND (active = 0 OR createdByScim = 1)')).toBe(
          0,
        );
        expect(count(file, 'FROM teams WHERE isEveryone = 1')).toBe(1);
        const empty =
          'FROM teams WHERE isEveryone = 0 AND position NOT IN (SELECT teamPosition FROM teamMembers)';
        expect(size.users < 10 ? 0 : count(file, empty)).toBe(0);
        if (size.sso === 'no-sso') expect(count(file, 'FROM users WHERE createdByScim = 1')).toBe(0);
      }),
    ),
    { numRuns: 25 },
  );
});
