import type { About } from '../../../src-contract/app.ts';
import type { Handlers } from '../../../src-contract/channels.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { Tenant } from '../../../src-contract/tenants.ts';
import { consoleAddress } from './console-address.ts';

export interface AppDoors {
  about(): About;
  chooseColorScheme(scheme: About['colorScheme']): void;
  remember(shown: Pick<About, 'lastTenantId' | 'letterKeys'>): void;
  copyText(text: string): Promise<void>;
  openInBrowser(address: string): Promise<void>;
  tenant(tenantId: string): Outcome<Tenant>;
}

type AppHandlers = Pick<Handlers, Extract<keyof Handlers, `app/${string}`>>;

/** Answers the app channels. */
export function appHandlers(doors: AppDoors): AppHandlers {
  return {
    'app/about': async () => ok(doors.about()),
    'app/choose-color-scheme': async ({ colorScheme }) => {
      doors.chooseColorScheme(colorScheme);
      return ok({});
    },
    'app/remember': async (shown) => {
      doors.remember(shown);
      return ok({});
    },
    'app/copy-text': async ({ text }) => {
      await doors.copyText(text);
      return ok({});
    },
    'app/open-console': async ({ tenantId, page }) => {
      const tenant = doors.tenant(tenantId);
      if (!tenant.ok) return tenant;
      const address = consoleAddress(tenant.value.controlPlane, page);
      if (address === null)
        return failed(describeFailure('address-not-https', { host: tenant.value.controlPlane }));
      await doors.openInBrowser(address);
      return ok({});
    },
  };
}
