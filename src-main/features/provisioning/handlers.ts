import type { Handlers } from '../../../src-contract/channels.ts';
import { ok } from '../../../src-contract/outcome.ts';
import { createPlans } from '../../action/plans.ts';
import { type Clock, systemClock } from '../../tenant-api/clock.ts';
import type { ShellDoors } from '../feature-rooms.ts';
import { copyScimToken } from './copy-scim-token.ts';
import type { MadeTokens } from './made-tokens.ts';
import { makeScimToken, settleCutOffRotations } from './make-scim-token.ts';
import { modeHandlers } from './mode-handlers.ts';
import { type AgreedToken, planScimToken } from './plan-scim-token.ts';
import { momentOf, type ProvisioningDoors, type ProvisioningRooms } from './provisioning-doors.ts';
import { readProvisioning } from './read-provisioning.ts';
import { revokeScimToken } from './revoke-scim-token.ts';
import { listTokenEnds, noteReminderSeen } from './scim-token-ends.ts';
import { dueReminders } from './token-reminders.ts';

type ProvisioningHandlers = Pick<Handlers, Extract<keyof Handlers, `provisioning/${string}`>>;

/** Answers the provisioning channels. */
export function provisioningHandlers(
  rooms: ProvisioningRooms,
  shell: ShellDoors,
  madeTokens: MadeTokens,
  clock: Clock = systemClock,
): ProvisioningHandlers {
  const doors: ProvisioningDoors = { ...rooms, shell, madeTokens, clock };
  const tokens = createPlans<AgreedToken>(clock);
  // Rotations that the last run left open are settled before this one can open its own.
  let settling: Promise<void> | null = null;
  const settled = (): Promise<void> => {
    settling ??= settleCutOffRotations(rooms.ledger, momentOf(doors)).catch((thrown: unknown) => {
      settling = null;
      throw thrown;
    });
    return settling;
  };

  return {
    'provisioning/read': async ({ tenantId }) => {
      await settled();
      const read = await readProvisioning(doors, tenantId);
      if (read.ok) rooms.wasRead?.(read.value);
      return read;
    },
    ...modeHandlers(doors),
    'provisioning/plan-scim-token': async (input) => {
      await settled();
      return planScimToken(doors, tokens, { ...input, wish: 'new-token' });
    },
    'provisioning/plan-revoke': async (input) => {
      await settled();
      return planScimToken(doors, tokens, { ...input, wish: 'no-token' });
    },
    'provisioning/revoke-scim-token': async (confirmed) => revokeScimToken(doors, tokens, confirmed),
    'provisioning/reminders': async ({ tenantId }) => {
      const ends = doors.ledger.read((ledger) => listTokenEnds(ledger, tenantId));
      return ok({ reminders: dueReminders(ends, clock.wallMs()) });
    },
    'provisioning/put-away-reminder': async (seen) => {
      await doors.ledger.write((ledger) => noteReminderSeen(ledger, seen));
      rooms.announce({ what: 'provisioning', tenantId: seen.tenantId });
      return ok({});
    },
    'provisioning/make-scim-token': async (confirmed) => {
      await settled();
      return makeScimToken(doors, tokens, confirmed);
    },
    'provisioning/copy-scim-token': async ({ tokenId }) => copyScimToken(doors, tokenId),
    'provisioning/forget-scim-token': async ({ tokenId }) => {
      const made = madeTokens.read(tokenId);
      madeTokens.forget(tokenId);
      // Whether it was copied decides what the screen says of it from now on.
      if (made.ok) rooms.announce({ what: 'provisioning', tenantId: made.value.tenantId });
      return ok({});
    },
  };
}
