import type { TenantFile } from './tenant-file.ts';

/** A person as a team lists them. */
export interface TeamMember {
  readonly position: number;
  readonly id: string;
  readonly email: string;
  readonly isManager: 0 | 1;
}

export type TeamSide = 'members' | 'managers';

/** A condition in SQL with its values, made by the reader of the `filter` parameter. */
export interface MemberCondition {
  readonly sql: string;
  readonly values: readonly string[];
}

export interface TeamMembersTable {
  list(teamPosition: number, side: TeamSide): TeamMember[];
  /** `everyone` looks among all people, since that team lists none. */
  page(
    team: number | 'everyone',
    page: { side: TeamSide; limit: number; offset: number; condition: MemberCondition },
  ): { rows: TeamMember[]; total: number };
  top(teamPosition: number, side: TeamSide): TeamMember[];
  count(teamPosition: number, side: TeamSide): number;
  find(teamPosition: number, userPosition: number): TeamMember | undefined;
  /** Replaces all members; those whose position is in `managers` manage the team. */
  replace(teamPosition: number, people: { members: readonly number[]; managers: ReadonlySet<number> }): void;
  add(teamPosition: number, userPosition: number): void;
  setManager(teamPosition: number, change: { userPosition: number; isManager: 0 | 1 }): void;
  remove(teamPosition: number, userPosition: number): void;
}

/** The seeding's way in. */
export function prepareMemberLoad(file: TenantFile) {
  const insert = file.prepare<[number, number, number]>(
    'INSERT INTO teamMembers (teamPosition, userPosition, isManager) VALUES (?, ?, ?)',
  );
  return (teamPosition: number, userPosition: number, isManager: 0 | 1) =>
    void insert.run(teamPosition, userPosition, isManager);
}

export function openTeamMembersTable(file: TenantFile): TeamMembersTable {
  const columns = 'users.position AS position, users.id AS id, users.email AS email, isManager';
  const from =
    'FROM teamMembers JOIN users ON users.position = userPosition WHERE teamPosition = ? AND isManager >= ?';
  const least = (side: TeamSide) => (side === 'managers' ? 1 : 0);
  const list = file.prepare<[number, number], TeamMember>(`SELECT ${columns} ${from} ORDER BY userPosition`);
  const top = file.prepare<[number, number], TeamMember>(
    `SELECT ${columns} ${from} ORDER BY userPosition LIMIT 5`,
  );
  const count = file
    .prepare<[number, number], number>(
      'SELECT count(*) FROM teamMembers WHERE teamPosition = ? AND isManager >= ?',
    )
    .pluck();
  const find = file.prepare<[number, number, number], TeamMember>(
    `SELECT ${columns} ${from} AND userPosition = ?`,
  );
  const insert = file.prepare<[number, number, number]>(
    'INSERT INTO teamMembers (teamPosition, userPosition, isManager) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const setManager = file.prepare<[number, number, number]>(
    'UPDATE teamMembers SET isManager = ? WHERE teamPosition = ? AND userPosition = ?',
  );
  const remove = file.prepare<[number, number]>(
    'DELETE FROM teamMembers WHERE teamPosition = ? AND userPosition = ?',
  );
  return {
    list: (teamPosition, side) => list.all(teamPosition, least(side)),
    page(team, { side, limit, offset, condition }) {
      const everybody =
        'FROM (SELECT position, id, email, 0 AS isManager FROM users) AS users WHERE isManager >= ?';
      const where = `${team === 'everyone' ? everybody : from} AND (${condition.sql})`;
      const values = [...(team === 'everyone' ? [] : [team]), least(side), ...condition.values];
      return {
        rows: file
          .prepare<(string | number)[], TeamMember>(
            `SELECT ${columns} ${where} ORDER BY users.position LIMIT ? OFFSET ?`,
          )
          .all(...values, limit, offset),
        total:
          file
            .prepare<(string | number)[], number>(`SELECT count(*) ${where}`)
            .pluck()
            .get(...values) ?? 0,
      };
    },
    top: (teamPosition, side) => top.all(teamPosition, least(side)),
    count: (teamPosition, side) => count.get(teamPosition, least(side)) ?? 0,
    find: (teamPosition, userPosition) => find.get(teamPosition, 0, userPosition),
    replace: file.transaction(
      (teamPosition: number, people: { members: readonly number[]; managers: ReadonlySet<number> }) => {
        // Only who differs is written, so that nobody else gets a new version.
        const before = new Map(
          list.all(teamPosition, 0).map((member) => [member.position, member.isManager]),
        );
        for (const member of people.members) {
          const isManager = people.managers.has(member) ? 1 : 0;
          const was = before.get(member);
          if (was === undefined) insert.run(teamPosition, member, isManager);
          else if (was !== isManager) setManager.run(isManager, teamPosition, member);
          before.delete(member);
        }
        for (const member of before.keys()) remove.run(teamPosition, member);
      },
    ),
    add: (teamPosition, userPosition) => void insert.run(teamPosition, userPosition, 0),
    setManager: (teamPosition, { userPosition, isManager }) =>
      void setManager.run(isManager, teamPosition, userPosition),
    remove: (teamPosition, userPosition) => void remove.run(teamPosition, userPosition),
  };
}
