import { expect } from '@playwright/test';
import { tenantTeams } from './tenant-teams.ts';
import type { TourStep } from './tour-room.ts';

const email = 'nora.lindqvist@northwind-field.example';
const team = 'contractors';

/** Invites one person into a team; the password email goes or stays as the tenant's sign-in says. */
export const inviteOne: TourStep = {
  name: 'Invite one',
  run: async ({ page, tenant, shoot }) => {
    const before = await tenant.allUsers();
    const mailsBefore = (await tenant.outbox()).length;
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Invite people' });
    await dialog.getByRole('textbox', { name: 'Emails' }).fill(email);
    await dialog.getByRole('textbox', { name: 'Emails' }).press('Enter');
    await dialog.getByRole('combobox', { name: 'Teams' }).click();
    await page.getByRole('option', { name: team, exact: true }).click();
    await page.getByRole('heading', { name: 'Invite people' }).click();
    // The tour's tenant signs in through SSO: there is no password to set, so the email is off by itself.
    const mail = dialog.getByRole('switch', { name: 'Send email to set password' });
    await expect(mail).not.toBeChecked();
    await expect(dialog).toContainText('signs in through SSO');
    await shoot('invite');
    await dialog.getByRole('button', { name: 'Invite 1' }).click();
    await expect(page.getByText('1 person invited')).toBeVisible();

    const after = await tenant.allUsers();
    expect(after.filter((user) => user.email === email)).toHaveLength(1);
    expect(after).toHaveLength(before.length + 1);
    const teams = (await tenantTeams(tenant)).filter(({ members }) => members.includes(email));
    expect(teams.map(({ name }) => name)).toEqual([team]);
    expect(await tenant.outbox()).toHaveLength(mailsBefore);
    return `${email} is in the tenant and in ${team}; no password email, because it signs in through SSO`;
  },
};
