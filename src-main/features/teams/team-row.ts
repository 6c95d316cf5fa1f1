import type { TeamWire } from '../../tenant-api/wire/teams.ts';
import { cleanText, emailKey } from '../users/fold-text.ts';
import { moment } from '../users/user-row.ts';

/** A team as the copy stores it. */
export interface TeamRow {
  id: string;
  name: string;
  description: string;
  isManagedByIdp: 0 | 1;
  /** SCIM made it. It keeps that mark when another mode is on, and is managed again when SCIM comes back. */
  madeByScim: 0 | 1;
  /** The team that the system makes and keeps; everybody is in it, so it says nothing about anybody. */
  isEveryone: 0 | 1;
  /** Members by folded email, with whether they manage the team; sorted. */
  members: [emailKey: string, isManager: 0 | 1][];
  /** When the tenant last changed it; never stored, it only dates what a sync saw. */
  updatedAt: number | null;
}

/** Converts a team as the tenant sends it; null when it has no name. Managers count as members (tenant-api note, 3). */
export function teamRowFromWire(wire: TeamWire): TeamRow | null {
  const name = cleanText(wire.manifest?.name || wire.teamName || '').trim();
  if (name === '') return null;
  const isEveryone = name === 'everyone';
  const members = new Map<string, 0 | 1>();
  if (!isEveryone) {
    for (const email of wire.manifest?.members ?? (wire.members ?? []).flatMap(emailOf)) {
      members.set(emailKey(email), 0);
    }
    for (const email of wire.manifest?.managers ?? []) members.set(emailKey(email), 1);
  }
  return {
    id: cleanText(wire.id),
    name,
    description: cleanText(wire.manifest?.description ?? wire.description ?? ''),
    isManagedByIdp: isManagedTeam(wire) && !isEveryone ? 1 : 0,
    madeByScim: wire.metadata?.createdByScim === true && !isEveryone ? 1 : 0,
    isEveryone: isEveryone ? 1 : 0,
    members: [...members].sort(([one], [other]) => (one < other ? -1 : 1)),
    updatedAt: moment(wire.updatedAt),
  };
}

/**
 * Whether the identity provider owns a team's people. What the tenant says of editing counts first: a team that SCIM made is
 * free again once the tenant has left SCIM. Only where it says nothing, where the team comes from decides.
 */
export function isManagedTeam({ isEditable, metadata }: Pick<TeamWire, 'isEditable' | 'metadata'>): boolean {
  return typeof isEditable === 'boolean' ? !isEditable : metadata?.createdByScim === true;
}

/** Older answers list members beside the manifest, as emails or as objects that hold one. */
function emailOf(member: unknown): string[] {
  if (typeof member === 'string') return [member];
  if (typeof member !== 'object' || member === null) return [];
  const { email, subjectSlug } = member as { email?: unknown; subjectSlug?: unknown };
  if (typeof email === 'string') return [email];
  return typeof subjectSlug === 'string' ? [subjectSlug] : [];
}
