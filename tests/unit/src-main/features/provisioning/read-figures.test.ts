import { expect, it } from 'vitest';
import { readFigures } from '../../../../../src-main/features/provisioning/read-figures.ts';

const person = (id: string) => ({ id, email: `${id}@halden.example`, active: true, roles: [] });
const page = (data: object[]) => ({
  ok: true as const,
  value: { bytes: new TextEncoder().encode(JSON.stringify({ data })).buffer, serverDate: null },
  status: 200,
  requestId: null,
});

it('ends with a tenant that answers every offset with its first page', async () => {
  const asked: number[] = [];
  const figures = await readFigures({
    listRoles: async () => ({ ok: true, value: [], status: 200, requestId: null }),
    readUsersPage: async (offset) => {
      asked.push(offset);
      return page([person('a'), person('b')]);
    },
    readTeamsPage: async () => page([]),
  });
  expect(figures).toMatchObject({ ok: true, value: { people: 2, teams: 0 } });
  expect(asked).toEqual([0, 2]);
});
