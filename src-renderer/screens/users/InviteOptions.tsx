import { MultiSelect, Select, Switch } from '@mantine/core';
import type { OutputOf } from '../../../src-contract/channels.ts';
import { visibleText } from '../../kit/visible-text.ts';
import classes from './InviteDialog.module.css';

type Choices = OutputOf<'users/invite-choices'>;

interface InviteOptionsProps {
  readonly choices: Choices | undefined;
  readonly role: string | null;
  readonly onRole: (role: string) => void;
  readonly teams: string[];
  readonly onTeams: (teams: string[]) => void;
  readonly passwordEmail: 'send' | 'do-not-send';
  readonly onPasswordEmail: (choice: 'send' | 'do-not-send') => void;
}

function passwordWords(choices: Choices | undefined): string {
  const idp = choices?.idpName ? ` (${choices.idpName})` : '';
  switch (choices?.signInWith) {
    case 'sso':
      return `Off, because this tenant signs in through SSO${idp}: there is no password to set. Turn it on only if these people will sign in with a password.`;
    case 'password':
      return 'People in this tenant sign in with a password. The email has the link to set it.';
    default:
      return 'The tenant does not report how people sign in. Turn it on only if these people will sign in with a password.';
  }
}

/** Role, teams, and the email to set a password. Teams that the identity provider fills cannot be chosen. */
export function InviteOptions(props: InviteOptionsProps) {
  const { choices, role, onRole, teams, onTeams, passwordEmail, onPasswordEmail } = props;
  const idp = choices?.idpName ?? 'the identity provider';
  const teamChoices = (choices?.teams ?? [])
    .toSorted((one, other) => Number(one.isManagedByIdp) - Number(other.isManagedByIdp))
    .map(({ name, isManagedByIdp }) => ({
      value: name,
      label: isManagedByIdp ? `${visibleText(name)} (filled by ${idp})` : visibleText(name),
      disabled: isManagedByIdp,
    }));
  return (
    <>
      <div className={classes.two}>
        <Select
          label="Tenant role"
          size="md"
          data={(choices?.roles ?? []).map(({ name, label }) => ({ value: name, label: visibleText(label) }))}
          value={role}
          onChange={(next) => {
            if (next !== null) onRole(next);
          }}
        />
        <MultiSelect
          label="Teams"
          size="md"
          placeholder={teams.length === 0 ? 'None' : ''}
          data={teamChoices}
          value={teams}
          onChange={onTeams}
          maxValues={50}
          limit={200}
          searchable
          nothingFoundMessage="No such team"
        />
      </div>
      <hr className={classes.line} />
      <Switch
        label={<strong>Send email to set password</strong>}
        aria-label="Send email to set password"
        description={passwordWords(choices)}
        checked={passwordEmail === 'send'}
        onChange={(event) => onPasswordEmail(event.currentTarget.checked ? 'send' : 'do-not-send')}
      />
    </>
  );
}
