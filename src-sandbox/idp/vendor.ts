import type { DirectoryGroup, DirectoryPerson, GroupLink, PersonLink } from './directory.ts';
import type { PushFailure } from './push-failure.ts';
import type { ScimWire, WireHabits } from './scim-wire.ts';

/**
 * `okta`: as its catalogue apps push. `okta-put`: as apps of its integration wizard do. `entra`: Microsoft's default
 * dialect. `entra-scim062020`: the same with the flag aadOptscim062020. Then `jumpcloud`.
 */
export const vendorNames = ['okta', 'okta-put', 'entra', 'entra-scim062020', 'jumpcloud'] as const;
export type VendorName = (typeof vendorNames)[number];

/** What a vendor needs while it pushes. */
export interface Push {
  readonly wire: ScimWire;
  /** Notes a failure that does not end the push of the group or person in hand, such as one of many members. */
  note(failure: PushFailure): void;
}

/** A group to be pushed, and the accounts of those of its people who have one. */
export interface GroupPush {
  readonly group: DirectoryGroup;
  readonly link: GroupLink | undefined;
  /** By the person's id: the account's id and the address. */
  readonly members: ReadonlyMap<string, { readonly remoteId: string; readonly userName: string }>;
  /** The account of anybody who has or had one, to take people out who left. */
  readonly accountOf: (personId: string) => string | undefined;
  /** Keeps what the tenant was told so far. Where several calls tell of one group, the next one may end the cycle. */
  readonly keep: (told: GroupLink) => void;
}

/** The ways in which providers differ; what they have in common is in run-cycle.ts. */
export interface Vendor {
  readonly name: VendorName;
  readonly habits: WireHabits;
  /** `bound-groups`: only people in a group are sent (JumpCloud). */
  readonly scope: 'assigned' | 'bound-groups';
  /** Days after leaving until the person is deleted at the tenant too; null for never. */
  readonly deletesAfterDays: number | null;
  /** Whether bad credentials put the connection into quarantine, with rare retries and an end. */
  readonly quarantines: 'yes' | 'no';
  /** What is asked once when the connection is made or its token set. */
  connect(push: Push): Promise<void>;
  /**
   * Makes the tenant's account like the person. Answers the link that then holds, or undefined when none is left: the
   * person was deleted, or had left before the tenant knew of them.
   */
  pushPerson(
    push: Push,
    change: { person: DirectoryPerson; link: PersonLink | undefined },
  ): Promise<PersonLink | undefined>;
  /** Makes the tenant's group like the directory's. Undefined when nothing was made. */
  pushGroup(push: Push, change: GroupPush): Promise<GroupLink | undefined>;
  removeGroup(push: Push, link: GroupLink): Promise<void>;
}
