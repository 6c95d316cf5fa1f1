import { filterToSql } from './filter-to-sql.ts';
import { placeOf } from './scim-attributes.ts';
import { exactText, type FindColumn, foldedText, metaColumn, type ScimColumn, text } from './scim-columns.ts';
import { extensionColumn, itemColumns } from './user-columns.ts';

/** Where a group's attributes are found. `location` is the address of the Groups. */
export function groupColumns(location: string): FindColumn {
  return (path) => {
    switch (path.toLowerCase()) {
      case 'id':
        return exactText('teams.id', false);
      case 'externalid':
        return exactText('teams.scimExternalId');
    }
    const place = placeOf('Group', path);
    if (place.extension !== undefined) return extensionColumn('teams.scimAttributes', place);
    if (place.name.toLowerCase() === 'meta') {
      return metaColumn(path, { table: 'teams', resourceType: 'Group', location });
    }
    if (place.name === 'displayName' && place.sub === undefined) return foldedText('teams.name', false);
    if (place.name !== 'members') return undefined;
    return members(place.sub ?? 'value');
  };
}

function members(sub: string): ScimColumn {
  return {
    type: 'list',
    some(filter) {
      const onSub = filter.kind === 'present' || filter.kind === 'compare';
      const asked = onSub && filter.path === 'value' ? { ...filter, path: sub } : filter;
      const { sql, values } = filterToSql(
        asked,
        itemColumns({
          value: exactText('person.id', false),
          display: foldedText('person.email', false),
          type: text(`'User'`, false),
        }),
      );
      return {
        sql: `teams.position IN (SELECT teamPosition FROM users AS person JOIN teamMembers ON userPosition = person.position
          WHERE ${sql})`,
        values,
      };
    },
  };
}
