import { IconBox, IconCpu, IconKey, IconRoute, IconServer2 } from '@tabler/icons-react';
import type { LeavingRole } from '../../../src-contract/offboarding.ts';
import { kindWord, leaversText, othersText } from './offboarding-words.ts';
import { PlanLine } from './PlanLine.tsx';
import type { Offboarding } from './use-offboarding.ts';

const icons: Readonly<Record<string, typeof IconBox>> = {
  cluster: IconServer2,
  'provider-account': IconCpu,
  'mcp-server': IconRoute,
};

function noteOf(role: LeavingRole) {
  const text = othersText(role);
  if (text === null) return null;
  return { text, look: text.startsWith('Nobody') ? ('warn' as const) : ('plain' as const) };
}

/** Step 2: roles on resources, strongest first. Lines of one role binding are ticked together. */
export function RoleSteps({
  roles,
  state,
}: {
  readonly roles: readonly LeavingRole[];
  readonly state: Offboarding;
}) {
  return roles.map((role) => {
    const Icon = icons[role.resourceType] ?? IconBox;
    const people = leaversText(state.plan, role.leavers);
    return (
      <PlanLine
        key={`${role.key} ${role.resourceType} ${role.resourceName} ${role.roleName}`}
        name={role.resourceName}
        kind={kindWord(role.resourceType)}
        what={people === null ? role.roleName : `${role.roleName}: ${people}`}
        icon={<Icon size={16} aria-hidden />}
        note={noteOf(role)}
        tick={state.unticked.has(role.key) ? 'unticked' : 'ticked'}
        onTick={() => state.toggle(role.key)}
        lockedBecause={role.lockedBecause}
        row={state.rows.find(
          ({ action, subject }) => action.endsWith('remove-role') && subject === role.binding,
        )}
      />
    );
  });
}

/** The tokens of the people, which are revoked right before the deletion. */
export function TokenLine({ state }: { readonly state: Offboarding }) {
  const rows = state.rows.filter(({ action }) => action.endsWith('revoke-tokens'));
  return (
    <PlanLine
      name="Personal access tokens"
      kind="Tokens"
      what="All are revoked"
      icon={<IconKey size={16} aria-hidden />}
      note={{ text: 'How many is not reported', look: 'plain' }}
      tick="always"
      onTick={() => undefined}
      lockedBecause={state.ticked?.all === 'no' ? 'Stay valid, since the account stays' : null}
      row={rows.find(({ state: is }) => is !== 'done') ?? rows[0]}
    />
  );
}
