import { Popover } from '@mantine/core';
import { IconClockPause, IconPlayerPause } from '@tabler/icons-react';
import { useState } from 'react';
import type { Job } from '../../src-contract/jobs.ts';
import { isOpenJob } from '../bridge/place-job.ts';
import { useRead } from '../bridge/use-read.ts';
import { JobsPopover } from '../jobs/JobsPopover.tsx';
import { jobShare } from '../jobs/job-words.ts';
import { countOf, countText } from '../kit/format-number.ts';
import { Ring } from '../kit/Ring.tsx';
import classes from './TopBar.module.css';

/** Icon, words and look of the pill: the most active thing first. */
function pillOf(open: readonly Job[]) {
  const count = (...states: Job['state'][]): number =>
    open.filter(({ state }) => states.includes(state)).length;
  const running = count('queued', 'running');
  const first = open.find(({ state }) => state === 'running');
  if (running > 0) {
    return {
      icon: <Ring share={first ? jobShare(first) : 'unknown'} />,
      words: `${countOf(running, 'job', 'jobs')} running`,
      look: 'accent',
    };
  }
  const waiting = count('waiting');
  if (waiting > 0) {
    return {
      icon: <IconClockPause size={16} aria-hidden />,
      words: `${countText(waiting)} waiting for server`,
      look: 'amber',
    };
  }
  if (open.length > 0) {
    return {
      icon: <IconPlayerPause size={16} aria-hidden />,
      words: `${countOf(open.length, 'job', 'jobs')} paused`,
      look: 'amber',
    };
  }
  return { icon: null, words: 'No jobs', look: 'none' };
}

/** The jobs of all tenants in one word; opens the list. */
export function JobsPill() {
  const [isOpen, setOpen] = useState(false);
  const { value } = useRead('jobs/list', { tenantId: null, show: 'open' });
  const { icon, words, look } = pillOf((value?.jobs ?? []).filter(isOpenJob));
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={400} trapFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes.pill}
          data-look={look}
          aria-label={`Jobs: ${words}`}
          onClick={() => setOpen(!isOpen)}
        >
          {icon}
          {words}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.popover ?? ''} aria-label="Jobs">
        <JobsPopover onLeave={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
