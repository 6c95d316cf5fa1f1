import { expect, test } from 'vitest';
import { undoAsks } from '../../../../src-main/action/undo-asks.ts';

const staging = { displayName: 'Halden Staging', environment: 'staging' } as const;
const production = { displayName: 'Halden Robotics', environment: 'production' } as const;
const noLoss = { people: 1000, lost: [] };

test('B5: a small undo that loses nothing asks for nothing, in Production too', () => {
  for (const tenant of [staging, production]) {
    expect(undoAsks(tenant, { ...noLoss, count: 20 })).toEqual({
      typeText: null,
      typeNumber: null,
      typeTenantName: null,
      acknowledge: null,
    });
  }
});

test('B5: the undo of a run is agreed to, and in Production the name of the tenant is typed', () => {
  expect(undoAsks(staging, { ...noLoss, count: 21 })).toMatchObject({
    typeTenantName: null,
    acknowledge: '21 changes are put back in the tenant',
  });
  expect(undoAsks(production, { ...noLoss, count: 21 }).typeTenantName).toBe('Halden Robotics');
});

test('an undo that loses something is agreed to even when it is one change', () => {
  const asks = undoAsks(production, { count: 1, people: 1000, lost: ['Roles do not come back.'] });
  expect(asks.acknowledge).toBe('One change is put back; what was just named as lost stays lost');
  expect(asks.typeTenantName).toBe('Halden Robotics');
});

test('F4: more than fifty, or more than a tenth of the people, need the name everywhere', () => {
  expect(undoAsks(staging, { ...noLoss, count: 50 }).typeTenantName).toBeNull();
  expect(undoAsks(staging, { ...noLoss, count: 51 }).typeTenantName).toBe('Halden Staging');
  expect(undoAsks(staging, { count: 30, people: 299, lost: [] }).typeTenantName).toBe('Halden Staging');
});

test('where nothing comes back nothing is asked', () => {
  expect(undoAsks(production, { count: 0, people: 10, lost: [] })).toMatchObject({
    typeTenantName: null,
    acknowledge: null,
  });
});
