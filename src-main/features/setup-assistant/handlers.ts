import type { Handlers } from '../../../src-contract/channels.ts';
import { ok } from '../../../src-contract/outcome.ts';
import { findNames, groupsSeen } from './find-names.ts';
import { forgetNames, keepChosenIdp } from './kept-choices.ts';
import { readNamesFile } from './read-names-file.ts';
import { readSetUp } from './read-set-up.ts';
import { readSeen } from './setup-assistant-rows.ts';
import type { SetupDoors } from './setup-doors.ts';
import { copyNames, saveNames } from './take-names.ts';

type SetupAssistantHandlers = Pick<Handlers, Extract<keyof Handlers, `setup-assistant/${string}`>>;

const largestNamesFile = 8 * 1024 * 1024;

/** Answers the set-up assistant's channels. */
export function setupAssistantHandlers(doors: SetupDoors): SetupAssistantHandlers {
  return {
    'setup-assistant/read': ({ tenantId }) => readSetUp(doors, tenantId),
    'setup-assistant/choose-idp': async ({ tenantId, idp }) => {
      const tenant = doors.tenant(tenantId);
      if (!tenant.ok) return tenant;
      const chosenAt = doors.now().toISOString();
      await doors.ledger.write((ledger) => keepChosenIdp(ledger, { tenantId, idp, chosenAt }));
      doors.announce({ what: 'provisioning', tenantId });
      return ok({});
    },
    'setup-assistant/fit-names': async ({ tenantId, groups }) => {
      const tenant = doors.tenant(tenantId);
      if (!tenant.ok) return tenant;
      const seen = await doors.cache.read(readSeen, { tenantId });
      const given = groups === 'seen' ? groupsSeen(seen) : groups;
      const { names, kept } = await findNames(doors, { tenantId, groups: given, seen });
      return ok({ names, doubles: given.length - names.length, kept: kept.size });
    },
    'setup-assistant/choose-names-file': async ({ tenantId }) => {
      const tenant = doors.tenant(tenantId);
      if (!tenant.ok) return tenant;
      const chosen = await doors.shell.chooseFile({
        title: 'Choose a CSV file with groups',
        extensions: ['csv', 'tsv', 'txt'],
        maxBytes: largestNamesFile,
      });
      if (!chosen.ok) return chosen;
      if (chosen.value === null) return ok({ file: null });
      const read = readNamesFile(chosen.value);
      return read.ok ? ok({ file: read.value }) : read;
    },
    'setup-assistant/copy-names': (wish) => copyNames(doors, wish),
    'setup-assistant/save-names': (wish) => saveNames(doors, wish),
    'setup-assistant/forget-names': async ({ tenantId }) => {
      await doors.ledger.write((ledger) => forgetNames(ledger, tenantId));
      doors.announce({ what: 'provisioning', tenantId });
      return ok({});
    },
  };
}
