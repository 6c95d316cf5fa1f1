import type { DirectoryPerson, PersonLink } from './directory.ts';

/** What one cycle did at the tenant. */
export interface CycleCounts {
  peopleCreated: number;
  peopleUpdated: number;
  peopleDeactivated: number;
  peopleReactivated: number;
  peopleDeleted: number;
  groupsCreated: number;
  groupsUpdated: number;
  groupsDeleted: number;
  failures: number;
}

/** A cycle that has done nothing yet. */
export function noCounts(): CycleCounts {
  return {
    peopleCreated: 0,
    peopleUpdated: 0,
    peopleDeactivated: 0,
    peopleReactivated: 0,
    peopleDeleted: 0,
    groupsCreated: 0,
    groupsUpdated: 0,
    groupsDeleted: 0,
    failures: 0,
  };
}

/** Counts what became of one person; `before` and `after` are what the tenant was told. */
export function countPerson(
  counts: CycleCounts,
  {
    before,
    after,
    person,
  }: { before: PersonLink | undefined; after: PersonLink | undefined; person: DirectoryPerson },
): void {
  const was = before?.pushed.standing === 'assigned';
  const is = person.standing === 'assigned';
  if (before === undefined) counts.peopleCreated += after === undefined ? 0 : 1;
  else if (after === undefined) counts.peopleDeleted += 1;
  else if (was && !is) counts.peopleDeactivated += 1;
  else if (!was && is) counts.peopleReactivated += 1;
  else counts.peopleUpdated += 1;
}
