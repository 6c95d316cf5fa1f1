import type { Job } from '../../src-contract/jobs.ts';
import { percentText } from '../kit/format-number.ts';
import { jobShare, jobStateWords } from './job-words.ts';
import classes from './jobs.module.css';

/** How far a job is, as a thin bar. */
export function JobBar({ job }: { readonly job: Job }) {
  const share = jobShare(job);
  return (
    <div
      className={classes.bar}
      data-look={jobStateWords[job.state].look}
      role="progressbar"
      aria-label={`Progress of job ${job.number}`}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={percentText(share)}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <div style={{ width: `${share * 100}%` }} />
    </div>
  );
}
