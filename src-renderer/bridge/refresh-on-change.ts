import type { QueryClient } from '@tanstack/react-query';
import type { Change } from '../../src-contract/change.ts';
import type { InputOf, OutputOf } from '../../src-contract/channels.ts';
import { placeJob } from './place-job.ts';
import { makesStale } from './stale-reads.ts';

/** A first sync announces every page; the screen needs no more than a few readings a second. */
const gatherMs = 120;

/** Writes what the announcement itself carries into the answers already here. */
function writeCarried(client: QueryClient, change: Change): void {
  if (change.what === 'sync') {
    client.setQueryData(['sync/status', { tenantId: change.status.tenantId }], change.status);
  }
  if (change.what === 'job') {
    const { job } = change;
    client.setQueryData(['jobs/read', { jobId: job.id }], job);
    for (const [key, list] of client.getQueriesData<OutputOf<'jobs/list'>>({ queryKey: ['jobs/list'] })) {
      const listed = key[1] as InputOf<'jobs/list'>;
      if (list) client.setQueryData(key, { jobs: placeJob(list.jobs, job, listed) });
    }
  }
}

/**
 * Keeps every answer on the page true: listens to main, writes what was announced, asks again for what became
 * old. Live data stays on screen while asking. Out: stops listening.
 */
export function refreshOnChange(client: QueryClient): () => void {
  let gathered: Change[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const askAgain = (): void => {
    const changes = gathered;
    gathered = [];
    timer = undefined;
    void client.invalidateQueries({
      predicate: ({ queryKey }) => changes.some((change) => makesStale(change, queryKey)),
    });
  };
  const stop = window.tenantry.onChange((change) => {
    writeCarried(client, change);
    gathered.push(change);
    timer ??= setTimeout(askAgain, gatherMs);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
