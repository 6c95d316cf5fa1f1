import { create } from 'zustand';
import type { PersonVerb, UserFilter, UserOnly, UserSort } from '../../../src-contract/users.ts';

/** The choices of the facet rail; the text is typed in the top bar and kept by the session. */
export type FacetFilter = Omit<UserFilter, 'text' | 'only'>;
export type FacetGroup = keyof FacetFilter;

export type UsersDialog =
  | { readonly kind: 'invite' }
  | {
      readonly kind: PersonVerb;
      readonly userIds: readonly string[];
      /** Role on the wire, for `change-role`. */
      readonly role?: string;
      /** To be staged though the tenant is here. */
      readonly isStaged?: true;
    }
  | { readonly kind: 'add-to-teams'; readonly userIds: readonly string[] }
  | { readonly kind: 'deactivate-everywhere'; readonly email: string; readonly name: string };

/** What the Users screen is doing in one tenant; it stays while another tenant is on screen. */
export interface UsersView {
  readonly facets: FacetFilter;
  /** Whom a figure on another screen stands for; null when the rail says it all. */
  readonly only: UserOnly | null;
  readonly sort: UserSort;
  readonly selected: ReadonlySet<string>;
  /** The query of which all matching people are selected, as text; null when some were picked by hand. */
  readonly allOf: string | null;
  /** Rises with every change of the selection. */
  readonly selectionVersion: number;
  readonly focus: { readonly index: number; readonly id: string | null };
  /** Where an extended selection began. */
  readonly anchor: number | null;
  readonly openId: string | null;
  readonly dialog: UsersDialog | null;
}

export const noFacets: FacetFilter = { status: [], role: [], source: [], lastAccess: [], team: [] };

const firstView: UsersView = {
  facets: noFacets,
  only: null,
  sort: { column: 'name', direction: 'ascending' },
  selected: new Set(),
  allOf: null,
  selectionVersion: 0,
  focus: { index: 0, id: null },
  anchor: null,
  openId: null,
  dialog: null,
};

const useViews = create<Readonly<Record<string, UsersView>>>(() => ({}));

/** The view of a tenant, live. */
export function useUsersView(tenantId: string): UsersView {
  return useViews((views) => views[tenantId] ?? firstView);
}

/** The view of a tenant as it is now. */
export function usersViewOf(tenantId: string): UsersView {
  return useViews.getState()[tenantId] ?? firstView;
}

/** Changes parts of a tenant's view. */
export function changeView(tenantId: string, parts: Partial<UsersView>): void {
  useViews.setState((views) => ({ [tenantId]: { ...(views[tenantId] ?? firstView), ...parts } }));
}
