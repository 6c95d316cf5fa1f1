import { expect, type Locator, type Page } from '@playwright/test';

/** A drawn row of the people table: its place in the whole list (from 0), and what its first cells say. */
export interface DrawnRow {
  readonly place: number;
  readonly name: string;
  readonly email: string;
}

/** The table of people. */
export function peopleGrid(page: Page): Locator {
  return page.getByRole('grid', { name: 'People' });
}

/** Waits until the table says that it has exactly this many rows, and that those on screen are read. */
export async function expectMatches(page: Page, count: number): Promise<void> {
  const grid = peopleGrid(page);
  await expect(grid).toHaveAttribute('aria-rowcount', String(count + 1));
  await expect(grid.locator('[role="row"][aria-busy="true"]')).toHaveCount(0);
}

/** The rows drawn now, in their order; those still being read are left out. */
export async function drawnRows(page: Page): Promise<DrawnRow[]> {
  const rows = await peopleGrid(page)
    .locator('[role="row"][data-index]:not([aria-busy])')
    .evaluateAll((elements) =>
      elements.map((element) => {
        const cells = [...element.querySelectorAll('[role="gridcell"]')].map(
          (cell) => cell.textContent ?? '',
        );
        const place = Number(element.getAttribute('aria-rowindex')) - 2;
        return { place, name: cells[1] ?? '', email: cells[2] ?? '' };
      }),
    );
  return rows.toSorted((one, other) => one.place - other.place);
}

/** The row of one person, once it is drawn. */
export function personRow(page: Page, email: string): Locator {
  return peopleGrid(page)
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell', { name: email, exact: true }) });
}

/** Types into the search field and waits until one person is left: this one. Their drawer is opened by the caller. */
export async function searchFor(page: Page, email: string): Promise<Locator> {
  await page.getByRole('searchbox', { name: 'Search people' }).fill(email);
  await expectMatches(page, 1);
  const row = personRow(page, email);
  await expect(row).toBeVisible();
  return row;
}
