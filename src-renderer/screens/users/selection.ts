import { changeView, type UsersView, usersViewOf } from './users-view.ts';

type SelectionParts = Pick<UsersView, 'selected' | 'allOf' | 'selectionVersion'>;

const changed = (
  view: SelectionParts,
  selected: ReadonlySet<string>,
  allOf: string | null,
): SelectionParts => ({
  selected,
  allOf,
  selectionVersion: view.selectionVersion + 1,
});

/** Selects a person, or takes them out. */
export function withToggled(view: SelectionParts, id: string): SelectionParts {
  const selected = new Set(view.selected);
  if (!selected.delete(id)) selected.add(id);
  return changed(view, selected, null);
}

/** Adds people to the selection. */
export function withAdded(view: SelectionParts, ids: readonly string[]): SelectionParts {
  return changed(view, new Set([...view.selected, ...ids]), null);
}

/** Selects exactly these people: all that match a query. In: the ids, and the query as text. */
export function withAll(view: SelectionParts, ids: readonly string[], query: string): SelectionParts {
  return changed(view, new Set(ids), query);
}

/** Selects nobody. */
export function withNone(view: SelectionParts): SelectionParts {
  return changed(view, new Set(), null);
}

/** Drops people who are no longer in the tenant. "All that match" stays true: they match no more. */
export function withoutGone(view: SelectionParts, gone: readonly string[]): SelectionParts {
  const selected = new Set(view.selected);
  for (const id of gone) selected.delete(id);
  return changed(view, selected, view.allOf);
}

/** Applies one of the functions above to a tenant's view. */
export function changeSelection(tenantId: string, change: (view: SelectionParts) => SelectionParts): void {
  changeView(tenantId, change(usersViewOf(tenantId)));
}
