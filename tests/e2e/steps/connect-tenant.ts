import { expect, type Page } from '@playwright/test';

interface TenantToConnect {
  readonly tenantUrl: string;
  readonly token: string;
  /** Name in Tenantry; the tenant's own name when left out. */
  readonly displayName?: string;
  readonly environment?: 'Production' | 'Staging' | 'Development';
}

/** Types a tenant into the Welcome form, the token included, and sends it. Does not wait for the answer. */
export async function fillConnectForm(page: Page, tenant: TenantToConnect): Promise<void> {
  const form = page.getByRole('form', { name: 'Connect a tenant' });
  await form.getByLabel('Control plane URL').fill(tenant.tenantUrl);
  await form.getByLabel('Control plane URL').press('Tab');
  await expect(form.getByText('Control plane found at')).toBeVisible();
  if (tenant.displayName !== undefined) await form.getByLabel('Name in Tenantry').fill(tenant.displayName);
  await form.getByRole('radio', { name: tenant.environment ?? 'Development' }).check();
  await form.getByLabel('API token', { exact: true }).fill(tenant.token);
  await form.getByRole('button', { name: 'Check and connect' }).click();
}

/** Connects a tenant on Welcome and waits until its first sync has ended on the Users screen. */
export async function connectTenant(page: Page, tenant: TenantToConnect): Promise<void> {
  await fillConnectForm(page, tenant);
  await expect(page.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible();
  await expectSynced(page);
}

/** Waits until the copy is as new as it can be. */
export async function expectSynced(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /^Sync: Synced/u })).toBeVisible({ timeout: 90_000 });
}
