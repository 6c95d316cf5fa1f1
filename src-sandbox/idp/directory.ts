/** A person as the identity provider's own directory knows them. Never changed in place: a change is a new object. */
export interface DirectoryPerson {
  /** The provider's id, which SCIM calls externalId. */
  readonly id: string;
  /** The e-mail address: the platform's userName (tenant-api, section 5). */
  readonly userName: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly displayName: string;
  readonly title: string | null;
  readonly department: string | null;
  /** `left`: no longer assigned to the app. `deleted`: gone from the directory for good. */
  readonly standing: 'assigned' | 'left' | 'deleted';
  readonly leftAt: number | null;
}

/** A group of the directory. Never changed in place either. */
export interface DirectoryGroup {
  readonly id: string;
  readonly name: string;
  /** Ids of people. */
  readonly members: ReadonlySet<string>;
}

/** What the identity provider knows, by its own ids. */
export interface Directory {
  readonly people: Map<string, DirectoryPerson>;
  readonly groups: Map<string, DirectoryGroup>;
}

/** The account that a person has at the tenant, and what of the person it was last told. */
export interface PersonLink {
  readonly remoteId: string;
  readonly pushed: DirectoryPerson;
}

/** The same for a group: its name and the people in it as last told. */
export interface GroupLink {
  readonly remoteId: string;
  readonly name: string;
  readonly members: ReadonlySet<string>;
}

/** What the provider remembers of the tenant; it never asks for a whole list to compare. */
export interface Links {
  readonly people: Map<string, PersonLink>;
  readonly groups: Map<string, GroupLink>;
}

/** Whether two states of a person look alike to the tenant. */
export function samePerson(one: DirectoryPerson, other: DirectoryPerson): boolean {
  return (
    one.standing === other.standing &&
    one.userName === other.userName &&
    one.givenName === other.givenName &&
    one.familyName === other.familyName &&
    one.displayName === other.displayName &&
    one.title === other.title &&
    one.department === other.department
  );
}

/** Whether two sets of ids hold the same. */
export function sameIds(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  if (one.size !== other.size) return false;
  for (const id of one) if (!other.has(id)) return false;
  return true;
}
