import { createHash, type Hash } from 'node:crypto';
import type { RehearsalList } from '../../../../src-contract/mode-rehearsals.ts';
import type { GroupFinding } from './group-names.ts';
import type { IdpFile } from './read-export.ts';

/** What a tenant is made of, as a switch may change it. */
export interface TenantFigures {
  people: number;
  active: number;
  pending: number;
  deactivated: number;
  admins: number;
  /** People whom the identity provider manages: locked here. */
  managed: number;
  /** People and teams that carry SCIM's mark, locked or not. */
  scimPeople: number;
  teams: number;
  managedTeams: number;
  scimTeams: number;
}

/** One comparison of the copy, and of a file where there is one. People are kept by their numbers in the copy. */
export interface RehearsalRun {
  rehearsalId: string;
  tenantId: string;
  copyNo: number;
  file: IdpFile | null;
  lists: Map<RehearsalList, number[]>;
  /** Places in the file's people who are not here yet. */
  notHere: number[];
  badGroups: GroupFinding[];
  scimTeams: string[];
  figures: TenantFigures;
  /** Of everything that was seen: another hash means that something differs. */
  hash: Hash;
  digest: string;
  after: { sortName: string; n: number } | null;
  /** Places of the file's people who were met in the copy. */
  met: Uint8Array;
  breakGlassNames: string[];
  /** Of those, how many certainly sign in with a password. */
  breakGlassSure: number;
  /** The last search, so that scrolling does not search again. */
  search: { text: string; found: ReadonlySet<number> } | null;
}

const runs = new Map<string, RehearsalRun>();

/** Begins a comparison. Those of the same tenant that went before are forgotten, but for the latest one. */
export function beginRun(from: {
  rehearsalId: string;
  tenantId: string;
  copyNo: number;
  file: IdpFile | null;
}): RehearsalRun {
  const ofTenant = [...runs.values()].filter(({ tenantId }) => tenantId === from.tenantId);
  for (const { rehearsalId } of ofTenant.slice(0, -1)) runs.delete(rehearsalId);
  const run: RehearsalRun = {
    ...from,
    lists: new Map(),
    notHere: [],
    badGroups: [],
    scimTeams: [],
    figures: {
      people: 0,
      active: 0,
      pending: 0,
      deactivated: 0,
      admins: 0,
      managed: 0,
      scimPeople: 0,
      teams: 0,
      managedTeams: 0,
      scimTeams: 0,
    },
    hash: createHash('sha1'),
    digest: '',
    after: null,
    met: new Uint8Array(from.file?.people.length ?? 0),
    breakGlassNames: [],
    breakGlassSure: 0,
    search: null,
  };
  runs.set(from.rehearsalId, run);
  return run;
}

/** Finds a comparison; null when it was replaced since. */
export function findRun(rehearsalId: string): RehearsalRun | null {
  return runs.get(rehearsalId) ?? null;
}

/** Forgets the comparisons of a tenant that were made with a file which is gone. */
export function dropRun(rehearsalId: string): void {
  runs.delete(rehearsalId);
}
