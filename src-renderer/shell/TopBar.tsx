import { JobsPill } from './JobsPill.tsx';
import { PeopleSearch } from './PeopleSearch.tsx';
import { SyncPill } from './SyncPill.tsx';
import classes from './TopBar.module.css';

/** The bar at the top: people search, jobs, sync. The window is dragged by it; its right end is the system's. */
export function TopBar() {
  return (
    <div className={classes.bar}>
      <PeopleSearch />
      <div className={classes.pills}>
        <JobsPill />
        <SyncPill />
      </div>
    </div>
  );
}
