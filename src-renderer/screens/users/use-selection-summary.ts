import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { callOrThrow } from '../../bridge/call.ts';
import { countOf } from '../../kit/format-number.ts';
import { tell } from '../../kit/toast.tsx';
import { changeSelection, withoutGone } from './selection.ts';
import { changeView, type UsersView, usersViewOf } from './users-view.ts';

/** The most people that main takes in one request. */
export const mostAtOnce = 100_000;

/**
 * How many of the selected people are managed or deactivated, live. People who are no longer in the tenant are
 * dropped from the selection, and that is said. Null while it is not known or nobody is selected.
 */
export function useSelectionSummary(
  tenantId: string,
  view: UsersView,
): { managed: number; deactivated: number } | null {
  const { selected, selectionVersion } = view;
  const { data } = useQuery({
    // The ids are not part of the key: it would be text of megabytes. The version stands for them.
    queryKey: ['users/summarise', { tenantId, selectionVersion }],
    queryFn: () => callOrThrow('users/summarise', { tenantId, userIds: [...selected] }),
    enabled: selected.size > 0 && selected.size <= mostAtOnce,
    gcTime: 0,
  });
  const gone = data?.gone;
  useEffect(() => {
    if (!gone || gone.length === 0) return;
    const left = gone.filter((id) => usersViewOf(tenantId).selected.has(id));
    if (left.length === 0) return;
    changeSelection(tenantId, (now) => withoutGone(now, left));
    if (gone.includes(usersViewOf(tenantId).openId ?? '')) changeView(tenantId, { openId: null });
    const who = countOf(left.length, 'person is', 'people are');
    tell({ look: 'warn', text: `${who} no longer in the tenant and left the selection.` });
  }, [gone, tenantId]);
  return selected.size > 0 && data ? data : null;
}
