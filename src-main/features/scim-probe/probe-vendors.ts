import type { VendorVerdict } from '../../../src-contract/scim-probe.ts';
import { findByName } from './own-things.ts';
import type { ProbeDoors } from './probe-doors.ts';
import { entraDefault, entraFlag } from './vendors/entra.ts';
import { jumpcloud } from './vendors/jumpcloud.ts';
import { oktaCatalogue, oktaWizard } from './vendors/okta.ts';
import { googleBridge, grouper, onelogin, pingfederate } from './vendors/others.ts';
import { Broke, openReplay, type VendorScript } from './vendors/replay.ts';

/** Every vendor whose requests are replayed, in this order. */
export const vendorScripts: readonly VendorScript[] = [
  oktaCatalogue,
  oktaWizard,
  entraDefault,
  entraFlag,
  jumpcloud,
  onelogin,
  pingfederate,
  googleBridge,
  grouper,
];

/** A vendor that breaks may work in its other way: which one, and where that is switched. */
const otherWays: Record<string, { id: string; switched: string }> = {
  okta: { id: 'okta-put', switched: 'make the app with the integration wizard, which uses PUT' },
  entra: { id: 'entra-scim062020', switched: 'add ?aadOptscim062020 to the tenant URL in Entra' },
};

/** Judges each vendor, once all were replayed: one that breaks works all the same if its other way does. */
export function judgeWays(verdicts: readonly VendorVerdict[]): VendorVerdict[] {
  return verdicts.map((verdict) => {
    const other = otherWays[verdict.id];
    if (verdict.verdict !== 'breaks' || other === undefined) return verdict;
    const works = verdicts.some(({ id, verdict: found }) => id === other.id && found === 'works');
    if (!works) return verdict;
    const why = verdict.sentence.replace(/^Breaks here because /, '');
    return {
      ...verdict,
      verdict: 'works-with-a-switch',
      sentence: `Works with a switch: ${other.switched}. Without it ${why}`,
    };
  });
}

/** Removes what the vendor before left, so that the next begins with nothing. Answers why it cannot, or null. */
async function clear({ own, names }: ProbeDoors): Promise<string | null> {
  for (const [kind, name] of [
    ['group', names.group],
    ['person', names.one],
  ] as const) {
    for (const { id } of (await findByName(own.wire, kind, name)) ?? []) {
      if (!own.stored.some((thing) => thing.remoteId === id)) continue;
      const why = await own.remove(kind, id);
      if (why !== null) return `the ${kind} of the vendor before cannot be removed: ${why}`;
    }
  }
  return null;
}

async function replayOne(
  doors: ProbeDoors,
  script: VendorScript,
  bystander: { id: string; name: string },
): Promise<VendorVerdict> {
  const { own, names, until } = doors;
  const { id, vendor } = script;
  const blocked = until.aborted ? 'the run was cancelled before' : await clear(doors);
  if (blocked !== null)
    return { id, vendor, verdict: 'not-tried', sentence: `Not tried, since ${blocked}`, requests: 0 };
  const before = own.wire.requests();
  const requests = (): number => own.wire.requests() - before;
  try {
    await script.run(openReplay(own, names, bystander));
    return { id, vendor, verdict: 'works', sentence: 'Works as it comes', requests: requests() };
  } catch (error) {
    if (!(error instanceof Broke)) throw error;
    if (until.aborted)
      return { id, vendor, verdict: 'not-tried', sentence: 'Cancelled on the way', requests: requests() };
    return {
      id,
      vendor,
      verdict: 'breaks',
      sentence: `Breaks here because ${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}`,
      requests: requests(),
    };
  }
}

/** Replays every vendor's requests on a person and a group of ours; `told` hears of each verdict. */
export async function probeVendors(
  doors: ProbeDoors,
  bystander: { id: string; name: string },
  told: (verdicts: VendorVerdict[]) => void,
): Promise<void> {
  const verdicts: VendorVerdict[] = [];
  for (const script of vendorScripts) {
    doors.notes.at(`Replaying ${script.vendor}`);
    verdicts.push(await replayOne(doors, script, bystander));
    told(judgeWays(verdicts));
  }
  // Whatever the last one left is removed by the clean-up of the run.
}
