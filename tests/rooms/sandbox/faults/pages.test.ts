import { describe, expect, test } from 'vitest';
import { type FaultyTenant, faultyTenant, type ListedUsers } from './faulty-tenant.ts';

const list = '/users?showInvalidUsers=true';
const onUsers = { method: 'GET', path: '/api/svc/v1/users' };

async function page(tenant: FaultyTenant, offset: number, limit = 10) {
  const { data, pagination } = await tenant.read<ListedUsers>(`${list}&limit=${limit}&offset=${offset}`);
  return { ids: data.map(({ id }) => id), pagination };
}

describe('rows that move between pages', () => {
  test.each([
    [3, 'as if three had gone: three are never seen'],
    [-3, 'as if three had come: three are seen twice'],
  ])('by %d, %s; the page tells the offset that was asked', async (by) => {
    const tenant = await faultyTenant();
    const all = (await page(tenant, 0, 60)).ids;
    await tenant.order({ kind: 'shift-rows', by, match: onUsers });
    const [first, second] = [await page(tenant, 0), await page(tenant, 10)];
    expect(first.ids).toEqual(all.slice(0, 10));
    expect(second.ids).toEqual(all.slice(10 + by, 20 + by));
    expect(second.pagination).toMatchObject({ offset: 10, total: 60 });
  });

  test('from call K on only', async () => {
    const tenant = await faultyTenant();
    const all = (await page(tenant, 0, 60)).ids;
    await tenant.order({ kind: 'shift-rows', by: 2, from: 2, match: onUsers });
    expect((await page(tenant, 10)).ids).toEqual(all.slice(10, 20));
    expect((await page(tenant, 20)).ids).toEqual(all.slice(22, 32));
  });

  test('over SCIM it is the startIndex that moves', async () => {
    const tenant = await faultyTenant();
    const { pathname } = new URL(tenant.ready.scimUrl ?? '');
    const token = tenant.ready.scimToken ?? '';
    const people = async (startIndex: number, count: number) => {
      const path = `${pathname.replace('/api/svc/v1', '')}/Users?startIndex=${startIndex}&count=${count}`;
      const { body } = await tenant.send({ path, token });
      return JSON.parse(body.toString('utf8')) as { startIndex: number; Resources: { id: string }[] };
    };
    const all = (await people(1, 30)).Resources.map(({ id }) => id);
    await tenant.order({ kind: 'shift-rows', by: 4 });
    const moved = await people(11, 10);
    expect(moved.startIndex).toBe(11);
    expect(moved.Resources.map(({ id }) => id)).toEqual(all.slice(14, 24));
  });

  test('really: people leave from the front and join at the end', async () => {
    const tenant = await faultyTenant();
    const before = await tenant.read<ListedUsers>(`${list}&limit=60`);
    const gone = before.data.filter(({ roles }) => !roles.includes('tenant-admin')).slice(0, 3);
    const first = await page(tenant, 0);
    await tenant.order({ kind: 'churn-people', remove: 3, add: 2, times: 1, match: onUsers });
    const second = await page(tenant, 10);
    const after = await page(tenant, 0, 100);
    const left = before.data.map(({ id }) => id).filter((id) => !gone.some((one) => one.id === id));
    expect(after.ids.slice(0, 57)).toEqual(left);
    expect(after.pagination.total).toBe(59);
    expect(after.ids).toHaveLength(59);
    expect(second.ids).toEqual(left.slice(10, 20));
    // What stood between the pages was on neither.
    const seen = new Set([...first.ids, ...second.ids]);
    expect(left.slice(0, 20).filter((id) => !seen.has(id))).toHaveLength(3);
    for (const { id } of gone) expect((await tenant.send({ path: `/users/${id}` })).status).toBe(404);
  });
});

test('a server with a limit of its own gives fewer rows than asked, in turn', async () => {
  const tenant = await faultyTenant();
  const all = (await page(tenant, 0, 60)).ids;
  await tenant.order({ kind: 'fewer-rows', most: [7, 3], match: onUsers });
  expect((await page(tenant, 0)).ids).toEqual(all.slice(0, 7));
  expect((await page(tenant, 7)).ids).toEqual(all.slice(7, 10));
  expect((await page(tenant, 10, 2)).ids).toEqual(all.slice(10, 12));
});

interface Group {
  readonly id: string;
  readonly members?: readonly { readonly value: string }[];
  readonly meta: { readonly version: string };
}

test('whoever leaves by churn leaves teams of another version; whoever joins is as anybody registered', async () => {
  const tenant = await faultyTenant();
  const scim = new URL(tenant.ready.scimUrl ?? '').pathname.replace('/api/svc/v1', '');
  const groups = async () => {
    const { body } = await tenant.send({
      path: `${scim}/Groups?count=1000`,
      token: tenant.ready.scimToken ?? '',
    });
    return (JSON.parse(body.toString('utf8')) as { Resources: Group[] }).Resources;
  };
  const [people, before] = [await tenant.read<ListedUsers>(`${list}&limit=60`), await groups()];
  await tenant.order({ kind: 'churn-people', remove: 10, add: 1, times: 1, match: onUsers });
  await page(tenant, 0);
  const after = await tenant.read<ListedUsers>(`${list}&limit=60`);
  const left = new Set(after.data.map(({ id }) => id));
  const gone = new Set(people.data.map(({ id }) => id).filter((id) => !left.has(id)));
  expect(gone.size).toBe(10);
  const changed = before.filter(({ members = [] }) => members.some(({ value }) => gone.has(value)));
  expect(changed.length).toBeGreaterThan(0);
  const versionNow = new Map((await groups()).map(({ id, meta }) => [id, meta.version]));
  for (const group of before) {
    const isSame = versionNow.get(group.id) === group.meta.version;
    expect([group.id, isSame]).toEqual([group.id, !changed.includes(group)]);
  }
  expect(after.data.at(-1)).toMatchObject({ active: true, isEditable: true });
  expect(people.data.map(({ id }) => id)).not.toContain(after.data.at(-1)?.id);
});
