import type { Page } from '@playwright/test';
import type { ChannelName, InputOf, OutputOf } from '../../../src-contract/channels.ts';
import type { Outcome } from '../../../src-contract/outcome.ts';

/** Asks main through the page's own bridge, as the page does. */
export function callBridge<Name extends ChannelName>(
  page: Page,
  channel: Name,
  input: InputOf<Name>,
): Promise<Outcome<OutputOf<Name>>> {
  return page.evaluate(
    ([name, wish]) =>
      (
        globalThis as unknown as { tenantry: { call(channel: string, input: unknown): Promise<never> } }
      ).tenantry.call(name as string, wish),
    [channel, input] as [string, unknown],
  );
}

/** The value of a good answer. Fails with the sentence of the failure. */
export async function askBridge<Name extends ChannelName>(
  page: Page,
  channel: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  const outcome = await callBridge(page, channel, input);
  if (!outcome.ok) throw new Error(`${channel}: ${outcome.failure.code}, ${outcome.failure.sentence}`);
  return outcome.value;
}

/** The id of the only tenant that is connected. Fails when there are none or several. */
export async function onlyTenantId(page: Page): Promise<string> {
  const { tenants } = await askBridge(page, 'tenants/list', {});
  const [tenant, second] = tenants;
  if (tenant === undefined || second !== undefined)
    throw new Error(`${tenants.length} tenants are connected`);
  return tenant.id;
}
