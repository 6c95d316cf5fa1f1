import type { Handlers } from '../../../src-contract/channels.ts';
import { ok } from '../../../src-contract/outcome.ts';
import { createPlans } from '../../action/plans.ts';
import { type AgreedSwitch, planSwitch } from './plan-switch.ts';
import type { ProvisioningDoors } from './provisioning-doors.ts';
import { recordMode } from './record-mode.ts';
import { recordSwitch } from './record-switch.ts';
import { chooseExport, readExportFile } from './rehearsal/read-export-file.ts';
import { dropExport, listRehearsalRows } from './rehearsal/rehearsal-rows.ts';
import { ShownRehearsals, saveRehearsal } from './rehearsal/save-rehearsal.ts';
import { startSwitch } from './start-switch.ts';
import { checkSwitchAgain, readSwitchResult } from './switch-result.ts';

type ModeChannel =
  | `provisioning/${'plan-switch' | 'switch-mode' | 'record-mode' | 'record-switch' | 'switch-result' | 'check-switch'}`
  | `provisioning/${'choose-export' | 'open-export' | 'drop-export' | 'rehearsal-rows' | 'save-rehearsal'}`;

/** Answers the channels of the mode: rehearsing a switch, making it, and checking it after. */
export function modeHandlers(doors: ProvisioningDoors): Pick<Handlers, ModeChannel> {
  const plans = createPlans<AgreedSwitch>(doors.clock);
  const rehearsals = new ShownRehearsals();
  return {
    'provisioning/plan-switch': async (input) => planSwitch(doors, { plans, rehearsals }, input),
    'provisioning/switch-mode': async (confirmed) => startSwitch(doors, plans, confirmed),
    'provisioning/switch-result': async (input) => readSwitchResult(doors, input),
    'provisioning/check-switch': async ({ jobId }) => checkSwitchAgain(doors, jobId),
    'provisioning/record-mode': async (input) => recordMode(doors, input),
    'provisioning/record-switch': async (input) => recordSwitch(doors, rehearsals, input),
    'provisioning/choose-export': async ({ tenantId }) => chooseExport(doors, tenantId),
    'provisioning/open-export': async (file) => readExportFile(doors.cache, file),
    'provisioning/drop-export': async ({ tenantId }) => {
      await doors.cache.read(dropExport, { tenantId });
      return ok({});
    },
    'provisioning/rehearsal-rows': (wish) => doors.cache.read(listRehearsalRows, wish),
    'provisioning/save-rehearsal': async (wish) => saveRehearsal(doors, rehearsals, wish),
  };
}
