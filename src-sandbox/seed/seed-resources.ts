import type { ResourceRow } from '../store/grants-table.ts';
import { seededRandom } from './seeded-random.ts';

const names: Readonly<
  Record<'cluster' | 'workspace' | 'provider-account' | 'mcp-server', readonly string[]>
> = {
  cluster: ['eu-north-prod', 'eu-north-staging', 'us-east-prod', 'edge-fleet', 'gpu-research'],
  workspace: [
    'platform-core',
    'billing-export',
    'fleet-telemetry',
    'fleet-sim',
    'perception-train',
    'perception-eval',
    'planning-bench',
    'mapping-tiles',
    'localization-lab',
    'hardware-logs',
    'data-lake-jobs',
    'feature-store',
    'docs-search',
    'support-desk',
    'gateway-canary',
    'security-scans',
    'charging-forecast',
    'calibration-rigs',
    'sre-runbooks',
    'ideation-demos',
  ],
  'provider-account': [
    'planning-models',
    'vision-models',
    'grasp-models',
    'docking-models',
    'forecast-models',
    'speech-models',
    'manual-answers',
    'anomaly-watch',
    'pose-models',
    'translation-models',
  ],
  'mcp-server': [
    'incident-tools',
    'ticket-desk',
    'warehouse-map',
    'code-search',
    'fleet-commands',
    'wiki-reader',
  ],
};

/** What the seeded people and teams have roles on. */
export function seedResources(seed: number): ResourceRow[] {
  const random = seededRandom(seed, 'resources');
  return Object.entries(names).flatMap(([type, list]) =>
    list.map((name) => ({ id: random.id(), type, name, fqn: `halden-robotics:${type}:${name}` })),
  );
}

/** Roles that can be given on each kind; the weaker ones stand more often, as people hold them more often. */
export const rolesOn: Readonly<Record<string, readonly string[]>> = {
  cluster: ['cluster-viewer', 'cluster-viewer', 'cluster-viewer', 'cluster-admin'],
  workspace: ['workspace-viewer', 'workspace-editor', 'workspace-editor', 'workspace-admin'],
  'provider-account': ['provider-account-user', 'provider-account-user', 'provider-account-manager'],
  'mcp-server': ['mcp-server-user', 'mcp-server-user', 'mcp-server-manager'],
};
