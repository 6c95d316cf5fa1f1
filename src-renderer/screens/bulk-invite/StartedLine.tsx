import type { Job } from '../../../src-contract/jobs.ts';
import { Moment } from '../../kit/Moment.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import { useTenant } from '../../session/use-tenant.ts';
import classes from './RunStep.module.css';

/** When a run was started, and by whom: `started 10:41 by you`. */
export function StartedLine({ job }: { readonly job: Job }) {
  const signedInAs = useTenant()?.signedInAs;
  const { startedBy, startedAt, createdAt } = job;
  const isMe =
    signedInAs !== null &&
    signedInAs !== undefined &&
    [signedInAs.email, signedInAs.name].includes(startedBy);
  return (
    <span className={classes.started}>
      started <Moment at={startedAt ?? createdAt} as="clock" /> by{' '}
      <bdi>{isMe ? 'you' : visibleText(startedBy)}</bdi>
    </span>
  );
}
