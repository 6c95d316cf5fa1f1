import { filterToSql } from './filter-to-sql.ts';
import { placeOf } from './scim-attributes.ts';
import {
  exactText,
  type FindColumn,
  flag,
  foldedText,
  jsonPath,
  jsonText,
  metaColumn,
  type ScimColumn,
  text,
} from './scim-columns.ts';

const stored = 'users.scimAttributes';

/** Where a person's attributes are found. `location` is the address of the Users. */
export function userColumns(location: string): FindColumn {
  return (path) => {
    switch (path.toLowerCase()) {
      case 'id':
        return exactText('users.id', false);
      case 'externalid':
        return exactText('users.scimExternalId');
    }
    const place = placeOf('User', path);
    const { extension, name, sub, facts } = place;
    if (extension !== undefined) return extensionColumn(stored, { extension, name, sub, facts });
    if (name.toLowerCase() === 'meta') {
      return metaColumn(path, { table: 'users', resourceType: 'User', location });
    }
    if (facts === undefined || (sub !== undefined && !facts.subAttributes?.has(sub.toLowerCase())))
      return undefined;
    switch (name) {
      case 'userName':
        return foldedText('users.email', false);
      case 'displayName':
        return text('users.displayName');
      case 'active':
        return flag('users.active');
      case 'password':
        return undefined;
      case 'emails':
        return partOf(emails, sub);
      case 'groups':
        return partOf(groups, sub);
    }
    if (facts.multiValued) return partOf(jsonList(name), sub);
    if (name === 'name') return nameColumn(sub);
    return text(jsonText(stored, sub === undefined ? [name] : [name, sub]));
  };
}

/** An attribute of an extension; the values of a custom one are as they were sent. */
export function extensionColumn(
  column: string,
  { extension, name, sub }: Pick<ReturnType<typeof placeOf>, 'extension' | 'name' | 'sub' | 'facts'>,
): ScimColumn | undefined {
  if (extension === undefined || name === '') return undefined;
  const names = sub === undefined ? [extension, name] : [extension, name, ...sub.split('.')];
  return text(jsonText(column, names));
}

/** As userDraft shows them: who was sent nothing at all has the name parts of the display name, split at its last space. */
function nameColumn(sub: string | undefined): ScimColumn {
  const shown = 'users.displayName';
  const before = `rtrim(${shown}, replace(${shown}, ' ', ''))`;
  const parts = new Map([
    ['formatted', shown],
    ['givenName', `substr(${before}, 1, length(${before}) - 1)`],
    ['familyName', `substr(${shown}, length(${before}) + 1)`],
  ]);
  const part = sub === undefined ? shown : parts.get(sub);
  const sent = jsonText(stored, sub === undefined ? ['name'] : ['name', sub]);
  if (part === undefined) return text(sent);
  return text(
    `(CASE WHEN ${stored} IS NOT NULL THEN ${sent} WHEN ${shown} LIKE '_% _%' THEN ${part} ELSE NULL END)`,
  );
}

/** `emails.value eq` means that some item fits, and the same as `emails[value eq]`. */
function partOf(list: Extract<ScimColumn, { type: 'list' }>, sub: string | undefined): ScimColumn {
  if (sub === undefined) return list;
  return {
    ...list,
    some: (filter) =>
      list.some(filter.kind === 'present' || filter.kind === 'compare' ? { ...filter, path: sub } : filter),
  };
}

// Who was sent no address has the user name as the only one: both halves are found by an index of their own.
const emails: Extract<ScimColumn, { type: 'list' }> = {
  type: 'list',
  some(filter) {
    const sent = filterToSql(
      filter,
      itemColumns({
        value: foldedText('mail.value'),
        type: foldedText('mail.type'),
        display: foldedText('mail.display'),
        primary: flag('mail.isPrimary'),
      }),
    );
    const userName = filterToSql(
      filter,
      itemColumns({
        value: foldedText('person.email', false),
        type: text(`'work'`, false),
        display: text('NULL'),
        primary: flag('1'),
      }),
    );
    return {
      sql: `users.position IN (
        SELECT mail.userPosition FROM scimEmails AS mail WHERE ${sent.sql}
        UNION ALL SELECT person.position FROM users AS person WHERE ${userName.sql}
          AND NOT EXISTS (SELECT 1 FROM scimEmails AS other WHERE other.userPosition = person.position))`,
      values: [...sent.values, ...userName.values],
    };
  },
  sortedBy: foldedText('users.email', false),
};

const groups: Extract<ScimColumn, { type: 'list' }> = {
  type: 'list',
  some(filter) {
    const { sql, values } = filterToSql(
      filter,
      itemColumns({
        value: exactText('team.id', false),
        display: foldedText('team.name', false),
        type: text(`'direct'`, false),
      }),
    );
    return {
      sql: `users.position IN (SELECT userPosition FROM teamMembers JOIN teams AS team ON team.position = teamPosition
        WHERE ${sql})`,
      values,
    };
  },
};

function jsonList(name: string): Extract<ScimColumn, { type: 'list' }> {
  const find: FindColumn = (path) => {
    const part = placeOf('User', `${name}.${path}`);
    if (part.sub === undefined || !part.facts?.subAttributes?.has(part.sub.toLowerCase())) return undefined;
    const sql = jsonText('item.value', [part.sub]);
    return part.sub === 'primary' ? flag(sql) : text(sql);
  };
  return {
    type: 'list',
    some(filter) {
      const { sql, values } = filterToSql(filter, find);
      return {
        sql: `EXISTS (SELECT 1 FROM json_each(${stored}, '${jsonPath([name])}') AS item WHERE ${sql})`,
        values,
      };
    },
  };
}

/** The columns of a list's items by the names that filters use for them. */
export function itemColumns(columns: Readonly<Record<string, ScimColumn>>): FindColumn {
  const byName = new Map(Object.entries(columns));
  return (path) => byName.get(path.toLowerCase());
}
