import { ScreenHeader } from '../../kit/ScreenHeader.tsx';

/** People of the tenant. */
export function UsersScreen() {
  return <ScreenHeader title="Users" />;
}
