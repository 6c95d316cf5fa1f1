import { create } from 'zustand';
import type { TrailFilter } from '../../../src-contract/audit-log.ts';

export type TrailSpan = 'today' | 'last-7-days' | 'last-30-days' | 'all';

/** What the trail is filtered by; the moment of a span is made from the day when it is read. */
export interface TrailChoice extends Omit<TrailFilter, 'since'> {
  readonly span: TrailSpan;
}

export const noChoice: TrailChoice = { span: 'all', actor: null, action: null, job: null, show: 'results' };

/** What the Activity screen is doing in one tenant; it stays while another screen shows. */
export interface ActivityView {
  readonly choice: TrailChoice;
  /** Where in the list the focus is. */
  readonly focus: number;
  /** Entry that was asked for by number, such as the one where the chain breaks; null follows the focus. */
  readonly entry: number | null;
  readonly jobs: 'few' | 'all';
}

const firstView: ActivityView = { choice: noChoice, focus: 0, entry: null, jobs: 'few' };

const useViews = create<Readonly<Record<string, ActivityView>>>(() => ({}));

/** The view of a tenant, live. */
export function useActivityView(tenantId: string): ActivityView {
  return useViews((views) => views[tenantId] ?? firstView);
}

/** Changes parts of a tenant's view. */
export function changeActivity(tenantId: string, parts: Partial<ActivityView>): void {
  useViews.setState((views) => ({ [tenantId]: { ...(views[tenantId] ?? firstView), ...parts } }));
}

/** Changes what the trail is filtered by, and begins at its top. */
export function chooseTrail(tenantId: string, parts: Partial<TrailChoice>): void {
  useViews.setState((views) => {
    const view = views[tenantId] ?? firstView;
    return { [tenantId]: { ...view, choice: { ...view.choice, ...parts }, focus: 0, entry: null } };
  });
}

/** How many filters are on. */
export function countChoices(choice: TrailChoice): number {
  return (Object.keys(noChoice) as (keyof TrailChoice)[]).filter((key) => choice[key] !== noChoice[key])
    .length;
}

const days: Record<TrailSpan, number | null> = { today: 0, 'last-7-days': 6, 'last-30-days': 29, all: null };

/** The filter that main understands. A span begins at midnight here, so it is the same text all day. */
export function filterOf({ span, ...others }: TrailChoice, nowMs: number): TrailFilter {
  const back = days[span];
  if (back === null) return { ...others, since: null };
  const midnight = new Date(nowMs);
  midnight.setHours(0, 0, 0, 0);
  midnight.setDate(midnight.getDate() - back);
  return { ...others, since: midnight.toISOString() };
}
