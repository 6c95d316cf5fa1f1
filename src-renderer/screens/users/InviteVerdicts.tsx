import { IconAlertCircle, IconInfoCircle, IconLock } from '@tabler/icons-react';
import type { InviteVerdict } from '../../../src-contract/users.ts';
import { countText } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { Note } from '../../kit/Note.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import { mostInvites } from './invite-plan.ts';

interface InviteVerdictsProps {
  readonly verdicts: readonly InviteVerdict[];
  readonly anyway: readonly string[];
  readonly leftOver: number;
  readonly onAnyway: (email: string) => void;
}

/** Why some addresses are not invited, and the way past it where there is one. */
export function InviteVerdicts({ verdicts, anyway, leftOver, onAnyway }: InviteVerdictsProps) {
  return (
    <>
      {leftOver > 0 && (
        <Note icon={IconInfoCircle} look="warn">
          Up to {mostInvites} people at once. {countText(leftOver)} of what was pasted had no room; Bulk
          invite takes a file.
        </Note>
      )}
      {verdicts
        .filter(({ verdict, email }) => verdict !== 'ready' && !anyway.includes(email))
        .map(({ email, verdict, sentence }) => {
          const isHeld = verdict === 'scim-domain';
          const icon = isHeld ? IconLock : verdict === 'invalid' ? IconAlertCircle : IconInfoCircle;
          const look = isHeld ? 'warn' : verdict === 'invalid' ? 'danger' : 'plain';
          return (
            <Note key={email} icon={icon} look={look}>
              <bdi>{visibleText(sentence)}</bdi>{' '}
              {isHeld && (
                <LinkButton onClick={() => onAnyway(email)}>
                  <strong>Invite anyway</strong>
                </LinkButton>
              )}
            </Note>
          );
        })}
    </>
  );
}
