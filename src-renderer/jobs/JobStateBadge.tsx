import type { Job } from '../../src-contract/jobs.ts';
import { Ring } from '../kit/Ring.tsx';
import { jobShare, jobStateWords } from './job-words.ts';
import classes from './jobs.module.css';

/** A job's state as icon and word. */
export function JobStateBadge({ job }: { readonly job: Job }) {
  const { word, icon: StateIcon, look } = jobStateWords[job.state];
  return (
    <span className={classes.state} data-look={look}>
      {StateIcon ? <StateIcon size={14} aria-hidden /> : <Ring share={jobShare(job)} />}
      {word}
    </span>
  );
}
