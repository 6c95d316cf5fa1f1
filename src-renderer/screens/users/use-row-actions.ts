import { useCallback } from 'react';
import type { UserSort } from '../../../src-contract/users.ts';
import { call } from '../../bridge/call.ts';
import { tellFailure } from '../../kit/toast.tsx';
import { placesBetween } from './row-moves.ts';
import { changeSelection, withAdded, withAll, withNone, withToggled } from './selection.ts';
import type { UserRows } from './use-user-rows.ts';
import { changeView, usersViewOf } from './users-view.ts';

/** What mouse and keys do with the table. */
export type RowAction =
  | { readonly do: 'focus' | 'toggle' | 'open' | 'extend-to'; readonly index: number }
  | { readonly do: 'sort'; readonly sort: UserSort }
  | { readonly do: 'select-all' | 'select-none' };

/** A query as text, to tell whether "all that match" still means the list on screen. */
export function queryText(query: UserRows['query']): string {
  return JSON.stringify(query.filter);
}

/** The ids at places of the list, in the list's order: from the rows that are here, else all ids from main. */
async function idsAt(rows: UserRows, places: readonly number[]): Promise<string[]> {
  const here = places.map((place) => rows.rowAt(place)?.id);
  if (here.every((id) => id !== undefined)) return here;
  const outcome = await call('users/ids', rows.query);
  if (!outcome.ok) {
    tellFailure(outcome.failure);
    return [];
  }
  return places.flatMap((place) => outcome.value.ids[place] ?? []);
}

/** Turns actions on the table into changes of the view. In: the rows on screen. Out: one function for all. */
export function useRowActions(rows: UserRows): (action: RowAction) => void {
  const { tenantId } = rows.query;
  return useCallback(
    (action) => {
      const focusOn = (index: number): string | null => {
        const id = rows.rowAt(index)?.id ?? null;
        changeView(tenantId, { focus: { index, id } });
        return id;
      };
      switch (action.do) {
        case 'focus':
          focusOn(action.index);
          changeView(tenantId, { anchor: null });
          break;
        case 'toggle': {
          const id = focusOn(action.index);
          if (id !== null) changeSelection(tenantId, (view) => withToggled(view, id));
          changeView(tenantId, { anchor: action.index });
          break;
        }
        case 'open': {
          const id = focusOn(action.index);
          if (id !== null) changeView(tenantId, { openId: id, anchor: null });
          break;
        }
        case 'extend-to': {
          const { anchor, focus } = usersViewOf(tenantId);
          const from = anchor ?? focus.index;
          changeView(tenantId, { anchor: from });
          focusOn(action.index);
          void idsAt(rows, placesBetween(from, action.index)).then((ids) =>
            changeSelection(tenantId, (view) => withAdded(view, ids)),
          );
          break;
        }
        case 'sort':
          changeView(tenantId, { sort: action.sort });
          break;
        case 'select-none':
          changeSelection(tenantId, withNone);
          break;
        case 'select-all':
          void call('users/ids', rows.query).then((outcome) => {
            if (!outcome.ok) tellFailure(outcome.failure);
            else changeSelection(tenantId, (view) => withAll(view, outcome.value.ids, queryText(rows.query)));
          });
          break;
      }
    },
    [rows, tenantId],
  );
}
