import { IconAlertTriangle, IconCircleCheck, IconLock } from '@tabler/icons-react';
import type { OffboardPlan } from '../../../src-contract/offboarding.ts';
import type { Failure } from '../../../src-contract/outcome.ts';
import { countOf, countText } from '../../kit/format-number.ts';
import { spanText } from '../../kit/moment-text.ts';
import { Note } from '../../kit/Note.tsx';
import { useNow } from '../../kit/use-now.ts';
import { visibleText } from '../../kit/visible-text.ts';
import classes from './OffboardingScreen.module.css';
import { whoText } from './offboarding-words.ts';

interface BlockNoticeProps {
  readonly plan: OffboardPlan;
  /** Why the plan came back; null the first time. */
  readonly cameBack: Failure | null;
}

/** What stands in the way, with counts that were read a moment ago; or that nothing does. */
export function BlockNotice({ plan, cameBack }: BlockNoticeProps) {
  const now = useNow(1000);
  const age = `Read from the server ${spanText(now - Date.parse(plan.checkedAt))} ago.`;
  const who = <bdi>{whoText({ ...plan, leftOut: [] })}</bdi>;
  const teams = plan.teams.reduce((sum, { leavers }) => sum + leavers.length, 0);
  const roles = plan.roles.reduce((sum, { leavers }) => sum + leavers.length, 0);
  const has = plan.people.length === 1 ? 'still has' : 'still have';
  const pending = plan.people.filter(({ status }) => status === 'pending').length;
  return (
    <>
      {cameBack !== null && (
        <Note icon={IconAlertTriangle} look="warn">
          <strong>The plan has changed.</strong> <bdi>{visibleText(cameBack.sentence)}</bdi>{' '}
          {cameBack.changed} What was ticked off before stays done. Look at what is left, and confirm again.
        </Note>
      )}
      {plan.people.length > 0 &&
        (teams + roles === 0 ? (
          <Note icon={IconCircleCheck} look="ok">
            <strong>Nothing blocks.</strong> {who} {plan.people.length === 1 ? 'is' : 'are'} in no team and{' '}
            {plan.people.length === 1 ? 'has' : 'have'} no role on a resource. {age}
          </Note>
        ) : (
          <Note icon={IconAlertTriangle} look="danger">
            <strong>
              The server refuses to delete {plan.people.length === 1 ? 'this person' : 'these people'} yet.
            </strong>{' '}
            {who} {has} {countOf(teams, 'team membership', 'team memberships')} and{' '}
            {countOf(roles, 'role', 'roles')} on resources.{' '}
            {teams + roles === 1 ? 'It' : `All ${countText(teams + roles)}`} must go first. {age}
          </Note>
        ))}
      {pending > 0 && (
        <p className={classes.dimmed}>
          {plan.people.length === 1
            ? 'The invite was never accepted. The deletion withdraws it.'
            : `${countOf(pending, 'invite was', 'invites were')} never accepted. The deletion withdraws them.`}
        </p>
      )}
      {plan.leftOut.length > 0 && (
        <Note icon={IconLock} look="warn">
          <strong>
            {plan.people.length === 0 ? 'Cannot be deleted from here.' : `Left out: ${plan.leftOut.length}.`}
          </strong>
          <ul aria-label="Left out">
            {plan.leftOut.map(({ user, why, managedBy }) => (
              <li key={user.id}>
                <bdi>{visibleText(user.name)}</bdi>: <bdi>{visibleText(why)}</bdi>.
                {managedBy !== null && ' Remove them from the app there; the next push brings it here.'}
              </li>
            ))}
          </ul>
        </Note>
      )}
    </>
  );
}
