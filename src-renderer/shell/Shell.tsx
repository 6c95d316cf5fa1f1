import { screenOf } from '../routes.tsx';
import { useSession } from '../session/session.ts';

/** The frame around every screen of a tenant. */
export function Shell() {
  const route = useSession((session) => session.route);
  return <main>{screenOf(route)}</main>;
}
