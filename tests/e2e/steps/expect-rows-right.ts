import { expect, type Page } from '@playwright/test';
import { drawnRows } from './people-grid.ts';
import type { TenantPerson } from './tenant-people.ts';

/** Every row on screen is the person whom the tenant's own list has at that place. */
export async function expectRowsRight(page: Page, inOrder: readonly TenantPerson[]): Promise<void> {
  const rows = await drawnRows(page);
  expect(rows.length).toBeGreaterThanOrEqual(Math.min(inOrder.length, 10));
  expect(rows.map(({ email }) => email)).toEqual(rows.map(({ place }) => inOrder[place]?.email));
  expect(rows.map(({ name }) => name)).toEqual(rows.map(({ place }) => inOrder[place]?.name));
}
