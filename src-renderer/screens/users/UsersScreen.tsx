import { IconUserPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useRead } from '../../bridge/use-read.ts';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countText } from '../../kit/format-number.ts';
import { GuardedButton } from '../../kit/GuardedButton.tsx';
import { ScreenHeader } from '../../kit/ScreenHeader.tsx';
import { useMedia } from '../../kit/use-media.ts';
import { useSession } from '../../session/session.ts';
import { useBlockedBecause, useSyncStatus } from '../../session/use-sync-status.ts';
import { useTenantId } from '../../session/use-tenant.ts';
import { BulkBar } from './BulkBar.tsx';
import { FacetRail } from './FacetRail.tsx';
import { FilterBar } from './FilterBar.tsx';
import { FirstSyncBand } from './FirstSyncBand.tsx';
import { sortWord } from './TableHead.tsx';
import { UserDrawer } from './UserDrawer.tsx';
import { UsersDialogs } from './UsersDialogs.tsx';
import { OnlyYou, UsersEmpty } from './UsersEmpty.tsx';
import { UsersFooter } from './UsersFooter.tsx';
import classes from './UsersScreen.module.css';
import { UsersTable } from './UsersTable.tsx';
import { useFirstRowsMark } from './use-first-rows-mark.ts';
import { useFocusedPerson } from './use-focused-person.ts';
import { queryText, useRowActions } from './use-row-actions.ts';
import { type UserQuery, useUserRows } from './use-user-rows.ts';
import { useUsersKeys } from './use-users-keys.ts';
import { changeView, useUsersView } from './users-view.ts';

/** Find people, act on one or many. */
export function UsersScreen() {
  const tenantId = useTenantId();
  const view = useUsersView(tenantId);
  const text = useSession((session) => session.searchTexts[tenantId] ?? '');
  const wanted = useMemo<UserQuery>(
    () => ({
      tenantId,
      filter: { text: text.trim(), ...view.facets, ...(view.only && { only: view.only }) },
      sort: view.sort,
    }),
    [tenantId, text, view.facets, view.only, view.sort],
  );
  const rows = useUserRows(wanted);
  useFirstRowsMark(rows.matches > 0);
  const facets = useRead('users/facets', { tenantId, filter: wanted.filter }, { former: 'keep' });
  const status = useSyncStatus();
  const blocked = useBlockedBecause();
  const act = useRowActions(rows);
  const [isUnfolded, setUnfolded] = useState(false);
  const hasRailRoom = useMedia('(min-width: 1280px)');
  const drawerCovers = useMedia('(max-width: 1179px)');
  const isOpen = view.openId !== null;
  const hasRail = hasRailRoom && !isOpen;
  useFocusedPerson(rows);
  useUsersKeys({
    tenantId,
    rows,
    act,
    onFilters: () => {
      if (hasRail) document.querySelector<HTMLElement>('[aria-label="Filters"] input')?.focus();
      else setUnfolded(true);
    },
  });

  const isFirstSync = status?.phase === 'syncing' && status.lastSyncAt === null;
  // A first sync has ended, and the rows on screen were read before: the list is not empty, it is not here yet.
  const isFilling = isFirstSync || (rows.hasAnswer && rows.asOf === null && status?.lastSyncAt != null);
  const isAll = view.allOf !== null && view.allOf === queryText(rows.query);
  const isFiltered = rows.matches !== rows.total;
  const rail = <FacetRail tenantId={tenantId} facets={view.facets} counts={facets.value} />;
  const isAlone = rows.total === 1 && rows.matches === 1 && !isFilling;
  const ticked = view.selected.size === 0 ? 'none' : isAll ? 'all' : 'some';
  return (
    <>
      <ScreenHeader
        title="Users"
        note={
          rows.hasAnswer &&
          (isFiltered ? `${countText(rows.matches)} of ${countText(rows.total)}` : countText(rows.total))
        }
        actions={
          <GuardedButton
            variant="filled"
            leftSection={<IconUserPlus size={16} />}
            blockedBecause={blocked}
            onClick={() => changeView(tenantId, { dialog: { kind: 'invite' } })}
          >
            Invite
          </GuardedButton>
        }
      />
      {isFirstSync && status && <FirstSyncBand status={status} />}
      <div className={classes.columns}>
        {hasRail && rail}
        <div className={classes.table} data-rail={hasRail || undefined}>
          <FilterBar
            tenantId={tenantId}
            filter={wanted.filter}
            sortedBy={sortWord(view.sort)}
            folded={hasRail ? null : rail}
            isUnfolded={isUnfolded}
            onUnfold={setUnfolded}
          />
          {rows.failure && !rows.hasAnswer ? (
            <div className={classes.failure}>
              <FailureNotice failure={rows.failure} onTryAgain={rows.askAgain} />
            </div>
          ) : (
            <UsersTable
              rows={rows}
              view={view}
              layout={isOpen && !drawerCovers ? 'narrow' : 'wide'}
              ticked={ticked}
              onAction={act}
              expected={isFilling || !rows.hasAnswer ? Math.max(rows.matches + 8, 24) : 0}
              after={isAlone && <OnlyYou tenantId={tenantId} />}
              empty={<UsersEmpty tenantId={tenantId} filter={rows.query.filter} total={rows.total} />}
            />
          )}
          <BulkBar tenantId={tenantId} view={view} isAll={isAll} />
        </div>
        {view.openId !== null && (
          <UserDrawer key={view.openId} userId={view.openId} rows={rows} act={act} covers={drawerCovers} />
        )}
      </div>
      <UsersFooter focused={view.focus.index} matches={rows.matches} selected={view.selected.size} />
      <UsersDialogs tenantId={tenantId} dialog={view.dialog} />
    </>
  );
}
