import { screenOf } from '../routes.tsx';
import { useSession } from '../session/session.ts';
import { StagedBanner } from '../staged/StagedBanner.tsx';
import { CrashNotice } from './CrashNotice.tsx';
import classes from './Shell.module.css';
import { ShellDialogs } from './ShellDialogs.tsx';
import { Sidebar } from './Sidebar.tsx';
import { SyncBanner } from './SyncBanner.tsx';
import { SyncNews } from './SyncNews.tsx';
import { TokenReminderBanner } from './TokenReminderBanner.tsx';
import { TopBar } from './TopBar.tsx';
import { useShellKeys } from './use-shell-keys.ts';
import { useSidebarWidth } from './use-sidebar-width.ts';

/** The frame around every screen of a tenant: sidebar, top bar, banner. */
export function Shell() {
  const route = useSession((session) => session.route);
  const sidebar = useSidebarWidth();
  useShellKeys();
  return (
    <div className={classes.shell} data-sidebar={sidebar}>
      <Sidebar />
      <div className={classes.right}>
        <TopBar />
        <SyncBanner />
        <StagedBanner />
        <TokenReminderBanner />
        <main className={classes.screen}>
          <CrashNotice key={route.screen}>{screenOf(route)}</CrashNotice>
        </main>
      </div>
      <ShellDialogs />
      <SyncNews />
    </div>
  );
}
