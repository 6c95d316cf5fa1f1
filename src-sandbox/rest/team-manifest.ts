import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { emailList, textField } from '../read-request.ts';
import type { TenantStore } from '../store/open-store.ts';
import type { UserRow } from '../store/user-row.ts';

/** 3-36 characters, lower-case letters, digits, hyphens, from a letter to a letter or digit (tenant-api, section 8, 2). */
export const nameField = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{1,34}[a-z0-9]$/u,
    'must have 3 to 36 lower-case letters, digits or hyphens, start with a letter and end with a letter or digit',
  );

/** TeamManifest (tenant-api, section 3). */
export const teamManifest = z.object({
  type: z.literal('team'),
  name: nameField,
  displayName: textField(100).optional(),
  description: textField(500).optional(),
  members: emailList,
  managers: emailList.default([]),
  ownedBy: z.object({ account: textField(200) }).optional(),
  tags: z.record(textField(200), textField(1000)).optional(),
  identity_provider_mapping: z
    .array(z.object({ identity_provider: textField(200), value: textField(200) }))
    .max(100)
    .optional(),
});

/** The people of these addresses, each once. 422 that names the unknown addresses, with `path` as the field's name. */
export function peopleByEmails(store: TenantStore, emails: readonly string[], path: string): UserRow[] {
  const people = new Map<number, UserRow>();
  const unknown: string[] = [];
  for (const email of emails) {
    const person = store.users.byEmail(email);
    if (person === undefined) unknown.push(email);
    else people.set(person.position, person);
  }
  if (unknown.length === 0) return [...people.values()];
  throw new ApiProblem({
    statusCode: 422,
    code: 'INVALID_REQUEST',
    message: `These addresses belong to nobody here: ${unknown.slice(0, 5).join(', ')}${unknown.length > 5 ? ', …' : ''}.`,
    details: unknown
      .slice(0, 1000)
      .map((email) => ({ path, message: `no person has the address ${email}`, email })),
  });
}

/** What a team without members is answered where the tenant wants one at least (tenant-api, section 8, 1). */
export function emptyTeam(name: string): ApiProblem {
  const message = `${name} would have no members. A team needs at least one.`;
  return new ApiProblem({
    statusCode: 422,
    code: 'INVALID_REQUEST',
    message,
    details: [{ path: 'manifest.members', message }],
  });
}
