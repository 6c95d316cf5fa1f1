import { randomUUID } from 'node:crypto';
import type { DirectoryPerson } from './directory.ts';
import { type EntraWord, entraWord, pushEntraGroup } from './push-entra-group.ts';
import { enterpriseSchema, groupPath, madeId, patchOf, userPath, userSchema } from './scim-shapes.ts';
import { equals, firstResource, type ScimWire } from './scim-wire.ts';
import type { Vendor } from './vendor.ts';

/**
 * Microsoft Entra: existence by userName and externalId, groups by displayName without their members, several
 * membership PATCHes at the same moment, soft delete on leaving and DELETE thirty days later, quarantine on bad
 * credentials. The default dialect has capitalised operations, "False" as text and removal by a list of values; the flag
 * aadOptscim062020 has what RFC 7644 section 3.5.2 means (idp-quirks, Microsoft Entra).
 */
export function entra(name: 'entra' | 'entra-scim062020'): Vendor {
  const style = name === 'entra' ? 'default' : 'scim062020';
  const word = (op: EntraWord) => entraWord(style, op);
  const truth = (value: boolean) => (style === 'default' ? (value ? 'True' : 'False') : value);

  return {
    name,
    // Test Connection sends no User-Agent (idp-quirks, Microsoft Entra); what a cycle sends there is not published.
    habits: { headers: { accept: 'application/scim+json' }, contentType: 'application/scim+json' },
    scope: 'assigned',
    deletesAfterDays: 30,
    quarantines: 'yes',

    // Test Connection asks for somebody who cannot exist and wants an empty list.
    async connect({ wire }) {
      await wire.send({ method: 'GET', path: '/Users', query: { filter: equals('userName', randomUUID()) } });
    },

    async pushPerson({ wire }, { person, link }) {
      if (link === undefined) {
        if (person.standing !== 'assigned') return undefined;
        const known = await findPerson(wire, person);
        if (known === undefined) {
          const { body } = await wire.send({ method: 'POST', path: '/Users', body: newUser(person) });
          return { remoteId: madeId(body), pushed: person };
        }
        const body = patchOf(
          ...changes(person, undefined).map(({ op, ...rest }) => ({ op: word(op), ...rest })),
          {
            op: word('Replace'),
            path: 'active',
            value: truth(true),
          },
        );
        await wire.send({ method: 'PATCH', path: userPath(known), body });
        return { remoteId: known, pushed: person };
      }
      const path = userPath(link.remoteId);
      if (person.standing === 'deleted') {
        await wire.send({ method: 'DELETE', path });
        return undefined;
      }
      await wire.send({ method: 'GET', path });
      const isTurned = link.pushed.standing !== person.standing;
      const active = { path: 'active', value: truth(person.standing === 'assigned') };
      const operations = [
        ...changes(person, link.pushed).map(({ op, ...rest }) => ({ op: word(op), ...rest })),
        ...(isTurned ? [{ op: word('Replace'), ...active }] : []),
      ];
      await wire.send({ method: 'PATCH', path, body: patchOf(...operations) });
      return { remoteId: link.remoteId, pushed: person };
    },

    pushGroup: (push, change) => pushEntraGroup(push, { change, style }),

    async removeGroup({ wire }, { remoteId }) {
      await wire.send({ method: 'DELETE', path: groupPath(remoteId) });
    },
  };
}

async function findPerson(wire: ScimWire, person: DirectoryPerson): Promise<string | undefined> {
  for (const filter of [equals('userName', person.userName), equals('externalId', person.id)]) {
    const found = firstResource((await wire.send({ method: 'GET', path: '/Users', query: { filter } })).body);
    if (found !== undefined) return found.id;
  }
  return undefined;
}

/** What is empty is not sent (idp-quirks, Microsoft Entra: nulls not sent). */
function newUser(person: DirectoryPerson) {
  return {
    schemas: [userSchema, enterpriseSchema],
    externalId: person.id,
    userName: person.userName,
    active: true,
    displayName: person.displayName,
    ...(person.title === null ? {} : { title: person.title }),
    emails: [{ primary: true, type: 'work', value: person.userName }],
    meta: { resourceType: 'User' },
    name: {
      formatted: person.displayName,
      familyName: person.familyName,
      givenName: person.givenName,
    },
    ...(person.department === null ? {} : { [enterpriseSchema]: { department: person.department } }),
  };
}

interface Change {
  readonly op: 'Add' | 'Replace';
  readonly path: string;
  readonly value: string;
}

/** One operation for each attribute that differs; Add where the tenant was told none before. */
function changes(person: DirectoryPerson, pushed: DirectoryPerson | undefined): Change[] {
  const attributes = [
    ['userName', 'userName'],
    ['userName', 'emails[type eq "work"].value'],
    ['displayName', 'displayName'],
    ['givenName', 'name.givenName'],
    ['familyName', 'name.familyName'],
    ['title', 'title'],
    ['department', `${enterpriseSchema}:department`],
  ] as const;
  return attributes.flatMap(([name, path]): Change[] => {
    const value = person[name];
    const before = pushed?.[name];
    if (value === null || value === before) return [];
    return [{ op: before === null ? 'Add' : 'Replace', path, value }];
  });
}
