import { Button, TextInput } from '@mantine/core';
import { IconDownload, IconPlus, IconSearch, IconUsersGroup, IconZoomCancel } from '@tabler/icons-react';
import { useMemo } from 'react';
import { call } from '../../bridge/call.ts';
import { useRead } from '../../bridge/use-read.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countText } from '../../kit/format-number.ts';
import { GuardedButton } from '../../kit/GuardedButton.tsx';
import { KeyCap } from '../../kit/KeyCap.tsx';
import { ScreenHeader } from '../../kit/ScreenHeader.tsx';
import { tell, tellFailure } from '../../kit/toast.tsx';
import { useMedia } from '../../kit/use-media.ts';
import { showDialog } from '../../session/session.ts';
import { useBlockedBecause, useSyncStatus } from '../../session/use-sync-status.ts';
import { useTenantId } from '../../session/use-tenant.ts';
import { TeamPanel } from './TeamPanel.tsx';
import { TeamsDialogs } from './TeamsDialogs.tsx';
import classes from './TeamsScreen.module.css';
import { TeamsTable } from './TeamsTable.tsx';
import {
  changeTeams,
  chipCounts,
  type TeamChip,
  type TeamColumn,
  teamsToShow,
  useTeamsView,
} from './teams-view.ts';
import { useTeamsKeys } from './use-teams-keys.ts';

const chips = [
  { chip: 'all', word: 'All' },
  { chip: 'scim', word: 'From SCIM' },
  { chip: 'manual', word: 'Manual' },
  { chip: 'no-manager', word: 'No manager' },
  { chip: 'empty', word: 'Empty' },
] as const satisfies readonly { chip: TeamChip; word: string }[];

const hints = [
  ['J', 'K', 'move'],
  ['Enter', 'open'],
  ['A', 'add people'],
] as const;

/** Teams: who is in them, what they give, and changes of both. */
export function TeamsScreen({ onShowPerson }: { readonly onShowPerson: (email: string) => void }) {
  const tenantId = useTenantId();
  const view = useTeamsView(tenantId);
  const read = useRead('teams/list', { tenantId }, { former: 'keep' });
  const status = useSyncStatus();
  const offline = useBlockedBecause();
  const covers = useMedia('(max-width: 1179px)');
  const all = useMemo(() => read.value?.teams ?? [], [read.value]);
  const counts = useMemo(() => chipCounts(all), [all]);
  const teams = useMemo(() => teamsToShow(all, view), [all, view]);
  const open = all.find(({ id }) => id === view.openId) ?? null;
  const openAt = (index: number): void => {
    const team = teams[index];
    if (team !== undefined) changeTeams(tenantId, { focus: index, openId: team.id });
  };
  useTeamsKeys({ tenantId, view, teams, open, onOpen: openAt });
  const sortBy = (column: TeamColumn): void => {
    const isTurned = view.sort.column === column && view.sort.direction === 'ascending';
    changeTeams(tenantId, { sort: { column, direction: isTurned ? 'descending' : 'ascending' }, focus: 0 });
  };
  const exportTeams = async (): Promise<void> => {
    const outcome = await call('teams/export', { tenantId });
    if (!outcome.ok) tellFailure(outcome.failure);
    else if (outcome.value.fileName !== null)
      tell({ look: 'ok', text: `Saved as ${outcome.value.fileName}` });
  };
  const newTeam = (
    <GuardedButton
      variant="filled"
      leftSection={<IconPlus size={16} />}
      blockedBecause={offline}
      onClick={() => changeTeams(tenantId, { dialog: { kind: 'new' } })}
    >
      New team
    </GuardedButton>
  );
  const isFirstSync = status?.lastSyncAt === null;
  const empty =
    all.length > 0 ? (
      <EmptyState
        icon={IconZoomCancel}
        title="No team matches"
        actions={
          <Button onClick={() => changeTeams(tenantId, { text: '', chip: 'all' })}>Clear filters</Button>
        }
      >
        {countText(all.length)} teams are in this tenant.
      </EmptyState>
    ) : (
      <EmptyState
        icon={IconUsersGroup}
        title={isFirstSync ? 'No copy yet' : 'No team yet'}
        actions={isFirstSync ? null : newTeam}
      >
        {isFirstSync
          ? 'Teams show here as soon as the first sync has read them.'
          : 'A team gives its people roles on resources, all at once.'}
      </EmptyState>
    );
  return (
    <>
      <ScreenHeader
        title="Teams"
        note={read.value && countText(all.length)}
        actions={
          <>
            <Button
              leftSection={<IconDownload size={16} />}
              disabled={all.length === 0}
              onClick={() => void exportTeams()}
            >
              Export
            </Button>
            {newTeam}
          </>
        }
      />
      <div className={classes.columns}>
        <div className={classes.list}>
          <div className={classes.bar}>
            {chips.map(({ chip, word }) => (
              <button
                key={chip}
                type="button"
                className={classes.chip}
                aria-pressed={view.chip === chip}
                onClick={() => changeTeams(tenantId, { chip, focus: 0 })}
              >
                {word} <span className={classes.count}>{countText(counts[chip])}</span>
              </button>
            ))}
            <TextInput
              className={classes.search ?? ''}
              aria-label="Search teams"
              placeholder="Search teams"
              leftSection={<IconSearch size={14} />}
              value={view.text}
              maxLength={200}
              onChange={(event) => changeTeams(tenantId, { text: event.currentTarget.value, focus: 0 })}
            />
          </div>
          {read.failure && !read.value ? (
            <div className={classes.failure}>
              <FailureNotice failure={read.failure} onTryAgain={read.askAgain} />
            </div>
          ) : (
            <TeamsTable
              teams={teams}
              view={view}
              empty={read.value ? empty : null}
              onOpen={openAt}
              onSort={sortBy}
            />
          )}
        </div>
        {open !== null && (
          <TeamPanel tenantId={tenantId} team={open} covers={covers} onShowPerson={onShowPerson} />
        )}
      </div>
      <footer className={classes.footer}>
        {teams.length > 0 && (
          <span>
            Row {countText(Math.min(view.focus, teams.length - 1) + 1)} of {countText(teams.length)}
          </span>
        )}
        <span className={classes.keys}>
          {hints.map((hint) => (
            <span key={hint.join(' ')} className={classes.hint}>
              {hint.slice(0, -1).map((cap) => (
                <KeyCap key={cap} keys={cap} />
              ))}
              {hint.at(-1)}
            </span>
          ))}
          <button type="button" className={classes.hint} onClick={() => showDialog({ kind: 'keys' })}>
            <KeyCap keys="?" /> all keys
          </button>
        </span>
      </footer>
      <TeamsDialogs tenantId={tenantId} dialog={view.dialog} teams={all} open={open} />
    </>
  );
}
