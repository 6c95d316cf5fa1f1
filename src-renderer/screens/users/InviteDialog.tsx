import { Checkbox } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useChange } from '../../bridge/use-change.ts';
import { useRead } from '../../bridge/use-read.ts';
import { followJob } from '../../jobs/follow-job.ts';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { goTo } from '../../session/session.ts';
import { EmailsField } from './EmailsField.tsx';
import classes from './InviteDialog.module.css';
import { InviteOptions } from './InviteOptions.tsx';
import { InviteVerdicts } from './InviteVerdicts.tsx';
import { invitedOf, withAddresses } from './invite-plan.ts';

interface InviteDialogProps {
  readonly tenantId: string;
  readonly onClose: () => void;
}

const adminRole = 'tenant-admin';

/** Invites up to 20 people. Each address is checked against the copy and the tenant's mode while typing. */
export function InviteDialog({ tenantId, onClose }: InviteDialogProps) {
  const [emails, setEmails] = useState<readonly string[]>([]);
  const [leftOver, setLeftOver] = useState(0);
  const [anyway, setAnyway] = useState<readonly string[]>([]);
  const [chosenRole, setRole] = useState<string | null>(null);
  const [teams, setTeams] = useState<string[]>([]);
  const [chosenEmail, setPasswordEmail] = useState<'send' | 'do-not-send' | null>(null);
  const [isAdminMeant, setAdminMeant] = useState(false);
  const [isPasswordMeant, setPasswordMeant] = useState(false);
  const choices = useRead('users/invite-choices', { tenantId });
  const checked = useRead(
    'users/check-invite',
    { tenantId, emails: [...emails] },
    { when: emails.length > 0 ? 'now' : 'wait', former: 'keep', memory: 'fresh' },
  );
  const invite = useChange('users/invite');
  const verdicts = useMemo(
    () => (emails.length === 0 ? [] : (checked.value?.verdicts ?? [])),
    [emails, checked.value],
  );
  const isCurrent = !checked.isAsking && verdicts.length === emails.length;
  const invited = invitedOf(verdicts, anyway);
  const roles = choices.value?.roles ?? [];
  const role =
    chosenRole ??
    roles.find(({ name }) => name === 'member')?.name ??
    roles.find(({ name }) => name !== adminRole)?.name ??
    null;
  const signInWith = choices.value?.signInWith ?? 'not-reported';
  const passwordEmail = chosenEmail ?? (signInWith === 'password' ? 'send' : 'do-not-send');
  const asksPassword = passwordEmail === 'send' && signInWith === 'sso';
  const asksAdmin = role === adminRole;
  const isReady =
    isCurrent &&
    invited.length > 0 &&
    role !== null &&
    (!asksAdmin || isAdminMeant) &&
    (!asksPassword || isPasswordMeant);
  const add = (added: readonly string[]): void => {
    const next = withAddresses(emails, added);
    setEmails(next.emails);
    setLeftOver(next.leftOver);
  };
  const confirm = async (): Promise<void> => {
    if (role === null) return;
    const inviteAnyway = anyway.filter((email) => invited.includes(email));
    const outcome = await invite.send({
      tenantId,
      emails: invited,
      role,
      teams,
      passwordEmail,
      inviteAnyway,
    });
    if (!outcome.ok) return;
    onClose();
    void followJob(outcome.value.jobId);
  };
  const toBulkInvite = (): void => {
    onClose();
    goTo({ screen: 'bulk-invite' });
  };
  return (
    <ConfirmDialog
      title="Invite people"
      look="plain"
      width={560}
      confirmLabel={invited.length > 0 ? `Invite ${invited.length}` : 'Invite'}
      isReady={isReady}
      isSending={invite.isSending}
      failure={invite.failure}
      onConfirm={() => void confirm()}
      onCancel={onClose}
      note={
        <>
          Many people? <LinkButton onClick={toBulkInvite}>Bulk invite</LinkButton>
        </>
      }
    >
      <EmailsField
        emails={emails}
        verdicts={verdicts}
        anyway={anyway}
        onAdd={add}
        onRemove={(email) => setEmails(emails.filter((other) => other !== email))}
      />
      <InviteVerdicts
        verdicts={verdicts}
        anyway={anyway}
        leftOver={leftOver}
        onAnyway={(email) => setAnyway([...anyway, email])}
      />
      {checked.failure && <FailureNotice failure={checked.failure} onTryAgain={checked.askAgain} />}
      {choices.failure && <FailureNotice failure={choices.failure} onTryAgain={choices.askAgain} />}
      <InviteOptions
        choices={choices.value}
        role={role}
        onRole={(next) => {
          setRole(next);
          setAdminMeant(false);
        }}
        teams={teams}
        onTeams={setTeams}
        passwordEmail={passwordEmail}
        onPasswordEmail={setPasswordEmail}
      />
      {asksPassword && (
        <Checkbox
          className={classes.meant ?? ''}
          label="These people sign in with a password, not through SSO"
          checked={isPasswordMeant}
          onChange={(event) => setPasswordMeant(event.currentTarget.checked)}
        />
      )}
      {asksAdmin && (
        <Checkbox
          label="I know that an admin can change everything in this tenant"
          checked={isAdminMeant}
          onChange={(event) => setAdminMeant(event.currentTarget.checked)}
        />
      )}
    </ConfirmDialog>
  );
}
