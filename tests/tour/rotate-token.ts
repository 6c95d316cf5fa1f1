import { expect, type Locator } from '@playwright/test';
import { displayName } from './connect-and-sync.ts';
import type { TourRoom, TourStep } from './tour-room.ts';

interface ScimAnswer {
  readonly status: number;
  readonly people: number | null;
}

/** Makes a SCIM token and rotates it; the copied one works at the SCIM URL and the one before no longer does. */
export const rotateToken: TourStep = {
  name: 'SCIM token',
  run: async (room) => {
    const { page, tenant, shoot } = room;
    await page.getByRole('button', { name: 'Provisioning', exact: true }).click();
    const panel = page.getByRole('region', { name: 'SCIM connection' });
    const url = (await panel.getByRole('status', { name: 'SCIM URL' }).textContent()) ?? '';
    const old = await newToken(room, panel);
    expect((await askScim(url, old)).status).toBe(200);
    const fresh = await newToken(room, panel);
    expect(fresh).not.toBe(old);
    expect((await askScim(url, old)).status).toBe(401);
    const { length } = await tenant.allUsers();
    expect(await askScim(url, fresh)).toEqual({ status: 200, people: length });
    await shoot('scim-token');
    return 'made, copied, then rotated: the new one reads the people over SCIM, the old one is refused with 401';
  },
};

/** Goes through both dialogs. The value comes by the clipboard: no page ever has it. */
async function newToken({ page, app, tenant, shoot }: TourRoom, panel: Locator): Promise<string> {
  await panel.getByRole('button', { name: /^(?:Make|Rotate)…$/u }).click();
  const plan = page.getByRole('dialog', { name: /^(?:Make a|Rotate the) SCIM token\?$/u });
  await plan.getByRole('checkbox').check();
  const typed = plan.getByRole('textbox');
  if ((await typed.count()) > 0) await typed.fill(displayName);
  await plan.getByRole('button', { name: /^(?:Make|Rotate) token$/u }).click();
  const made = page.getByRole('dialog', { name: 'New SCIM token' });
  await made.getByRole('button', { name: 'Copy' }).click();
  await expect(made.getByText('Copied. The clipboard is cleared')).toBeVisible();
  await shoot('scim-token-new');
  const token = await app.evaluate(({ clipboard }) => clipboard.readText());
  await expect(made.getByLabel(`New token, ends in ${token.slice(-4)}`)).toBeVisible();
  expect(await page.content()).not.toContain(token);
  expect((await tokenState(tenant)).lastFour).toBe(token.slice(-4));
  await made.getByRole('button', { name: 'I have pasted it' }).click();
  await expect(made).toHaveCount(0);
  return token;
}

async function tokenState(tenant: TourRoom['tenant']): Promise<{ lastFour: string | null }> {
  const { data: connections } = (await tenant.api('/sso')).body as { data: { id: string }[] };
  const answer = await tenant.api(`/sso/${connections[0]?.id}/scim-token`);
  return (answer.body as { data: { lastFour: string | null } }).data;
}

async function askScim(url: string, token: string): Promise<ScimAnswer> {
  const answer = await fetch(`${url}/Users?count=1`, { headers: { authorization: `Bearer ${token}` } });
  const body = (await answer.json()) as { totalResults?: number };
  return { status: answer.status, people: body.totalResults ?? null };
}
