import { useState } from 'react';
import type { ProbeThing, ScimRun } from '../../../src-contract/scim-probe.ts';
import { useAnnounced } from '../../bridge/use-announced.ts';
import { useRead } from '../../bridge/use-read.ts';

export interface ScimRuns {
  /** The newest first, the one that runs included. */
  readonly runs: readonly ScimRun[];
  readonly leftovers: readonly ProbeThing[];
}

/** The tests and probes of a tenant, live. In: the tenant. */
export function useScimRuns(tenantId: string): ScimRuns {
  const { value } = useRead('scim-probe/read', { tenantId });
  const [heard, setHeard] = useState<ScimRun | null>(null);
  useAnnounced((change) => {
    if (change.what === 'scim-run' && change.run.tenantId === tenantId) setHeard(change.run);
  });
  const kept = value?.runs ?? [];
  const live = heard !== null && heard.tenantId === tenantId ? heard : null;
  return {
    runs: live === null ? kept : [live, ...kept.filter(({ runId }) => runId !== live.runId)],
    leftovers: value?.leftovers ?? [],
  };
}

/** The newest run of a kind at an address. */
export function lastRun(runs: readonly ScimRun[], kind: ScimRun['kind'], scimUrl: string): ScimRun | null {
  return runs.find((run) => run.kind === kind && run.scimUrl === scimUrl) ?? null;
}
