import { useKeys } from '../../kit/use-keys.ts';
import { useSession } from '../../session/session.ts';
import { changeActivity } from './activity-view.ts';

const page = 12;

/** The keys of the trail's table: design guide, section 10. */
export function useTrailKeys(tenantId: string, matches: number, focus: number): void {
  const letters = useSession((session) => session.letterKeys) === 'on';
  const to = (wanted: number) => () => {
    const index = Math.max(0, Math.min(matches - 1, wanted));
    changeActivity(tenantId, { focus: index, entry: null });
  };
  useKeys(
    {
      j: to(focus + 1),
      ArrowDown: to(focus + 1),
      k: to(focus - 1),
      ArrowUp: to(focus - 1),
      PageDown: to(focus + page),
      PageUp: to(focus - page),
      Home: to(0),
      End: to(matches - 1),
    },
    { letters, when: matches > 0 },
  );
}
