import { create } from 'zustand';
import type { Standing, Team } from '../../../src-contract/teams.ts';
import { visibleText } from '../../kit/visible-text.ts';

export type TeamChip = 'all' | 'scim' | 'manual' | 'no-manager' | 'empty';
export type TeamColumn = 'name' | 'people' | 'managers' | 'source';

export type TeamsDialog =
  | { readonly kind: 'new' }
  | { readonly kind: 'add-people' }
  | { readonly kind: 'delete' }
  | {
      readonly kind: 'change';
      readonly wishes: readonly { email: string; to: Standing }[];
      readonly title: string;
    };

/** What the Teams screen is doing in one tenant; it stays while another tenant is on screen. */
export interface TeamsView {
  readonly text: string;
  readonly chip: TeamChip;
  readonly sort: { readonly column: TeamColumn; readonly direction: 'ascending' | 'descending' };
  readonly focus: number;
  readonly openId: string | null;
  readonly dialog: TeamsDialog | null;
}

const firstView: TeamsView = {
  text: '',
  chip: 'all',
  sort: { column: 'name', direction: 'ascending' },
  focus: 0,
  openId: null,
  dialog: null,
};

const useViews = create<Readonly<Record<string, TeamsView>>>(() => ({}));

/** The view of a tenant, live. */
export function useTeamsView(tenantId: string): TeamsView {
  return useViews((views) => views[tenantId] ?? firstView);
}

/** Changes parts of a tenant's view. */
export function changeTeams(tenantId: string, parts: Partial<TeamsView>): void {
  useViews.setState((views) => ({ [tenantId]: { ...(views[tenantId] ?? firstView), ...parts } }));
}

const chipFits: Record<TeamChip, (team: Team) => boolean> = {
  all: () => true,
  scim: ({ source }) => source === 'scim',
  manual: ({ source }) => source === 'manual',
  'no-manager': ({ managerCount }) => managerCount === 0,
  empty: ({ people }) => people === 0,
};

/** How many teams each chip shows. */
export function chipCounts(teams: readonly Team[]): Record<TeamChip, number> {
  const count = (chip: TeamChip): number => teams.filter(chipFits[chip]).length;
  return {
    all: teams.length,
    scim: count('scim'),
    manual: count('manual'),
    'no-manager': count('no-manager'),
    empty: count('empty'),
  };
}

const order = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The teams to show, in order: those of the chip whose name, description or manager holds the text. */
export function teamsToShow(teams: readonly Team[], view: Pick<TeamsView, 'text' | 'chip' | 'sort'>): Team[] {
  const wanted = view.text.trim().toLowerCase();
  const shown = teams.filter(
    (team) =>
      chipFits[view.chip](team) &&
      (wanted === '' ||
        `${team.name} ${visibleText(team.description)} ${team.managers.join(' ')}`
          .toLowerCase()
          .includes(wanted)),
  );
  const turn = view.sort.direction === 'ascending' ? 1 : -1;
  const byName = (one: Team, other: Team): number => order.compare(one.name, other.name);
  const compare: Record<TeamColumn, (one: Team, other: Team) => number> = {
    name: byName,
    people: (one, other) => one.people - other.people || byName(one, other),
    managers: (one, other) =>
      order.compare(one.managers[0] ?? '', other.managers[0] ?? '') || byName(one, other),
    source: (one, other) => one.source.localeCompare(other.source) || byName(one, other),
  };
  return shown.sort((one, other) => turn * compare[view.sort.column](one, other));
}
