import { Button } from '@mantine/core';
import { IconClipboardList, IconSearchOff } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useRead } from '../../bridge/use-read.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { useNow } from '../../kit/use-now.ts';
import {
  changeActivity,
  chooseTrail,
  countChoices,
  filterOf,
  noChoice,
  useActivityView,
} from './activity-view.ts';
import { BrokenTrail } from './BrokenTrail.tsx';
import { EntryDetails } from './EntryDetails.tsx';
import { TrailFilters } from './TrailFilters.tsx';
import classes from './TrailPanel.module.css';
import { TrailStateLine } from './TrailStateLine.tsx';
import { TrailTable } from './TrailTable.tsx';
import { useTrailKeys } from './use-trail-keys.ts';
import { useTrailRows } from './use-trail-rows.ts';

interface TrailPanelProps {
  readonly tenantId: string;
  readonly onShowPerson: (email: string) => void;
  readonly onExport: () => Promise<void>;
}

/** The audit trail: the state of its chain, filters, entries, and the entry in focus. */
export function TrailPanel({ tenantId, onShowPerson, onExport }: TrailPanelProps) {
  const view = useActivityView(tenantId);
  const today = new Date(useNow(60_000)).toDateString();
  const filter = useMemo(() => filterOf(view.choice, Date.parse(today)), [view.choice, today]);
  const rows = useTrailRows(tenantId, filter);
  const state = useRead('audit-log/state', { tenantId }).value;
  useTrailKeys(tenantId, rows.matches, view.focus);
  const shown = view.entry ?? rows.rowAt(view.focus)?.number ?? null;
  const filters = countChoices(view.choice);
  return (
    <section className={classes.card} aria-label="Audit trail">
      <div className={classes.main}>
        <header className={classes.head}>
          <h2>Audit trail</h2>
          {state && <TrailStateLine tenantId={tenantId} state={state} />}
          <TrailFilters tenantId={tenantId} choice={view.choice} />
        </header>
        {state?.is === 'broken' && (
          <BrokenTrail
            state={state}
            onShow={() => changeActivity(tenantId, { entry: state.entry })}
            onExport={onExport}
          />
        )}
        {rows.failure && !rows.hasAnswer ? (
          <div className={classes.failure}>
            <FailureNotice failure={rows.failure} onTryAgain={rows.askAgain} />
          </div>
        ) : rows.hasAnswer && rows.matches === 0 ? (
          filters > 0 ? (
            <EmptyState
              icon={IconSearchOff}
              title="No entry matches"
              actions={<Button onClick={() => chooseTrail(tenantId, noChoice)}>Clear filters</Button>}
            >
              {filters === 1 ? '1 filter is on.' : `${filters} filters are on.`}
            </EmptyState>
          ) : (
            <EmptyState icon={IconClipboardList} title="Nothing has happened yet">
              Every change that is sent to this tenant gets two entries here: before it is sent, and how it
              ended.
            </EmptyState>
          )
        ) : (
          <TrailTable
            rows={rows}
            filter={filter}
            focus={view.focus}
            shown={shown}
            onChoose={(focus) => changeActivity(tenantId, { focus, entry: null })}
          />
        )}
      </div>
      {shown !== null && <EntryDetails tenantId={tenantId} number={shown} onShowPerson={onShowPerson} />}
    </section>
  );
}
