import { useEffect, useRef } from 'react';
import type { UserRows } from './use-user-rows.ts';
import { changeView, usersViewOf } from './users-view.ts';

/**
 * Keeps the focus on the person, not on the place: when a sync moves people, the focused row moves along. Where
 * the person is no longer among the rows, the place stays and another person stands there. Another query begins
 * at its top, unless the person in the drawer is there.
 */
export function useFocusedPerson(rows: UserRows): void {
  const { query } = rows;
  const former = useRef(query);
  useEffect(() => {
    const { focus, openId } = usersViewOf(query.tenantId);
    const isNew = former.current !== query;
    former.current = query;
    const wanted = isNew ? openId : focus.id;
    const at = wanted === null ? null : rows.indexOf(wanted);
    const place = Math.min(at ?? (isNew ? 0 : focus.index), Math.max(0, rows.matches - 1));
    const id = rows.rowAt(place)?.id ?? focus.id;
    if (place !== focus.index || id !== focus.id) changeView(query.tenantId, { focus: { index: place, id } });
  }, [rows, query]);
}
