import type { ApiOutcome } from '../../tenant-api/api-outcome.ts';
import type { TenantClient } from '../../tenant-api/tenant-client.ts';
import type { BindingManifestWire } from '../../tenant-api/wire/bindings.ts';

/** One permission of a role binding: what a plan saw of it. */
export interface SeenPermission {
  resourceType: string;
  resourceFqn: string;
  role: string;
}

/** A role binding as the tenant has it now, by name; null when there is none. The platform has no read of one alone. */
export async function readBinding(
  api: Pick<TenantClient, 'listBindings'>,
  name: string,
): Promise<ApiOutcome<BindingManifestWire | null>> {
  const all = await api.listBindings();
  if (!all.ok) return all;
  return { ...all, value: all.value.find(({ manifest }) => manifest.name === name)?.manifest ?? null };
}

const isUser =
  (email: string) =>
  ({ type, name }: { type: string; name: string }): boolean =>
    type === 'user' && name.toLowerCase() === email.toLowerCase();

/** Whether a person is named by a binding directly, not by way of a team. */
export function holds(manifest: Pick<BindingManifestWire, 'subjects'> | null, email: string): boolean {
  return manifest?.subjects.some(isUser(email)) ?? false;
}

/** The manifest without these people; everybody else in it stays as they came. */
export function withoutPeople(manifest: BindingManifestWire, emails: readonly string[]): BindingManifestWire {
  const stays = manifest.subjects.filter((subject) => !emails.some((email) => isUser(email)(subject)));
  return { ...manifest, subjects: stays };
}

/** Whether a binding gives the same roles on the same resources as the plan saw, in whatever order. */
export function givesTheSame(
  manifest: Pick<BindingManifestWire, 'permissions'>,
  seen: readonly SeenPermission[],
): boolean {
  const keyed = (permissions: readonly SeenPermission[]): string =>
    permissions
      .map(({ resourceType, resourceFqn, role }) => JSON.stringify([resourceType, resourceFqn, role]))
      .sort()
      .join();
  return keyed(manifest.permissions) === keyed(seen);
}
