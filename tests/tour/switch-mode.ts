import { expect } from '@playwright/test';
import { expectSynced } from '../e2e/steps/connect-tenant.ts';
import { tenantPeople } from '../e2e/steps/tenant-people.ts';
import { displayName } from './connect-and-sync.ts';
import { countText, type TourRoom, type TourStep } from './tour-room.ts';

/** Switches the provisioning mode from SCIM to invite-only and back, through the preview that counts what changes. */
export const switchMode: TourStep = {
  name: 'Provisioning mode',
  run: async (room) => {
    const { page, tenant, shoot } = room;
    const scim = tenantPeople(await tenant.allUsers()).filter(({ source }) => source === 'SCIM').length;
    await page.getByRole('button', { name: 'Provisioning', exact: true }).click();
    await shoot('provisioning');
    await switchTo(room, { word: 'invite-only', mode: 'invite-only', shows: countText(scim) });
    await switchTo(room, { word: 'SCIM', mode: 'scim', shows: countText(scim) });
    await expectSynced(page);
    return `SCIM to invite-only, which lets go of ${countText(scim)} people, and back; the tenant reports each`;
  },
};

async function switchTo(
  { page, tenant, shoot }: TourRoom,
  { word, mode, shows }: { word: string; mode: string; shows: string },
): Promise<void> {
  await page.getByRole('button', { name: `Switch… to ${word}` }).click();
  const dialog = page.getByRole('dialog');
  const boxes = dialog.getByRole('checkbox');
  await expect(boxes.last()).toBeVisible();
  await expect(dialog).toContainText(shows);
  const confirm = dialog.getByRole('button', { name: `Switch to ${word}` });
  await expect(confirm).toBeDisabled();
  // The backup would open a dialog of the system; the last box is what the admin agrees to.
  await boxes.first().uncheck();
  await boxes.last().check();
  await dialog.getByRole('textbox').fill(displayName);
  await shoot(`switch-to-${mode}`);
  await confirm.click();
  await expect(dialog.getByText('Everything is as predicted.')).toBeVisible({ timeout: 20_000 });
  await shoot(`switched-to-${mode}`);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('radio', { name: new RegExp(`^${word}`, 'iu') })).toBeChecked();
  const { body } = await tenant.api('/settings/provisioning');
  expect(body).toMatchObject({ data: { mode } });
}
