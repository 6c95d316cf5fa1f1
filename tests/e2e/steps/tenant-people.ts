import type { SandboxUser } from '../harness/sandbox-api.ts';

/** A person as the tenant reports them, in the app's words; worked out here on its own, as a witness. */
export interface TenantPerson {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly status: 'Active' | 'Pending invite' | 'Deactivated';
  readonly source: 'SCIM' | 'JIT' | 'Invited' | 'Not reported';
  readonly role: string;
  readonly isLocked: boolean;
}

/** Reads the tenant's users as people. */
export function tenantPeople(users: readonly SandboxUser[]): TenantPerson[] {
  return users.map((user) => ({
    id: user.id,
    email: user.email,
    name: typeof user.metadata.displayName === 'string' ? user.metadata.displayName : user.email,
    status: statusOf(user),
    source: sourceOf(user),
    role: user.roles[0] ?? accountRole(user),
    isLocked: user.isEditable === false,
  }));
}

function statusOf({ active, metadata, lastAccessedAt }: SandboxUser): TenantPerson['status'] {
  if (!active) return 'Deactivated';
  const isOpen = metadata.inviteAccepted === false && metadata.registeredInIdp !== true && !lastAccessedAt;
  return isOpen ? 'Pending invite' : 'Active';
}

function sourceOf({ metadata }: SandboxUser): TenantPerson['source'] {
  if (metadata.createdByScim === true) return 'SCIM';
  if (metadata.registeredInIdp === true && metadata.inviteAccepted !== true) return 'JIT';
  const isKnown =
    typeof metadata.inviteAccepted === 'boolean' || typeof metadata.registeredInIdp === 'boolean';
  return isKnown ? 'Invited' : 'Not reported';
}

function accountRole({ rolesWithResource }: SandboxUser): string {
  const roles = rolesWithResource as { resourceType: string; roleName?: string }[];
  return roles.find(({ resourceType }) => resourceType === 'account')?.roleName ?? 'member';
}

/** Whether a search for `text` has to find this person: every word, in any case, without accents. */
export function isFoundBy(text: string, { name, email }: TenantPerson): boolean {
  const haystack = [fold(name), fold(email)];
  return fold(text)
    .split(' ')
    .every((word) => haystack.some((hay) => hay.includes(word)));
}

/** People in the order of the column Email. */
export function byEmail(people: readonly TenantPerson[]): TenantPerson[] {
  const key = ({ email }: TenantPerson) => email.toLowerCase();
  return people.toSorted((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0));
}

/** The person at a place of a list, counted from its end when negative; fails when there is none. */
export function personAt(people: readonly TenantPerson[], place: number): TenantPerson {
  const person = people.at(place);
  if (person === undefined) throw new Error(`Nobody is at place ${place} of ${people.length} people`);
  return person;
}

const whole: Record<string, string> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ı: 'i',
  ð: 'd',
  þ: 'th',
};

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[øłđæœßıðþ]/gu, (letter) => whole[letter] ?? letter);
}
