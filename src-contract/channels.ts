import type { z } from 'zod';
import { appChannels } from './app.ts';
import { auditLogChannels } from './audit-log.ts';
import { bulkInvitesChannels } from './bulk-invites.ts';
import { bulkReportChannels } from './bulk-report.ts';
import { bulkReviewChannels } from './bulk-review.ts';
import { bulkTenantsChannels } from './bulk-tenants.ts';
import { heartbeatChannels } from './heartbeat.ts';
import { jobsChannels } from './jobs.ts';
import { modeRehearsalChannels } from './mode-rehearsals.ts';
import { offboardingChannels } from './offboarding.ts';
import type { Outcome } from './outcome.ts';
import { overviewChannels } from './overview.ts';
import { provisioningChannels } from './provisioning.ts';
import { scimProbeChannels } from './scim-probe.ts';
import { setupAssistantChannels } from './setup-assistant.ts';
import { stagedChannels } from './staged.ts';
import { syncChannels } from './sync.ts';
import { teamsChannels } from './teams.ts';
import { tenantsChannels } from './tenants.ts';
import { usersChannels } from './users.ts';

/** Every channel there is. The page can ask for nothing else. */
export const channels = {
  ...appChannels,
  ...tenantsChannels,
  ...syncChannels,
  ...usersChannels,
  ...teamsChannels,
  ...stagedChannels,
  ...provisioningChannels,
  ...scimProbeChannels,
  ...setupAssistantChannels,
  ...heartbeatChannels,
  ...overviewChannels,
  ...modeRehearsalChannels,
  ...bulkInvitesChannels,
  ...bulkReportChannels,
  ...bulkReviewChannels,
  ...bulkTenantsChannels,
  ...jobsChannels,
  ...offboardingChannels,
  ...auditLogChannels,
};

export type ChannelName = keyof typeof channels;
export type InputOf<Name extends ChannelName> = z.infer<(typeof channels)[Name]['input']>;
export type OutputOf<Name extends ChannelName> = z.infer<(typeof channels)[Name]['output']>;

/** One function per channel; the type makes a missing or doubled handler a compile error. */
export type Handlers = {
  [Name in ChannelName]: (input: InputOf<Name>) => Promise<Outcome<OutputOf<Name>>>;
};

/** The one object that the preload puts on `window`: two functions, nothing else. */
export interface Bridge {
  call<Name extends ChannelName>(channel: Name, input: InputOf<Name>): Promise<Outcome<OutputOf<Name>>>;
  onChange(listener: (change: import('./change.ts').Change) => void): () => void;
}
