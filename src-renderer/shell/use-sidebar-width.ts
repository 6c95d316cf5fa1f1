import { useMedia } from '../kit/use-media.ts';
import { useSession } from '../session/session.ts';

/** Narrow is a bar of icons: below 1100 px, or when the admin wants it. */
export function useSidebarWidth(): 'wide' | 'narrow' {
  const wished = useSession((session) => session.sidebar);
  return useMedia('(max-width: 1099px)') ? 'narrow' : wished;
}
