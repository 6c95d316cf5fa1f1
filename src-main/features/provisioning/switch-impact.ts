import type { ModeSwitchPlan, ProvisioningMode } from '../../../src-contract/provisioning.ts';
import { counted, people, spanWords, teams } from './mode-words.ts';

/** What the sentences are made of. */
export interface ImpactFacts {
  /** Name of the identity provider, or "the identity provider". */
  idp: string;
  /** Role that people get who appear by themselves, as a word. */
  defaultRole: string;
  /** People and teams that SCIM made, managed now or again after a switch back. */
  scimPeople: number;
  scimAdmins: number;
  scimTeams: number;
  jitPeople: number;
  openInvites: number;
  /** Since the last push, when that is longer than usual; null when it is not, or not reported. */
  silentForMs: number | null;
}

type Impact = Pick<ModeSwitchPlan, 'figures' | 'stops' | 'starts' | 'stays' | 'warnings'>;

const keeps = 'Everyone keeps status, role, teams and access.';

/** What ends with a mode (platform's page on user management: capability matrix). */
function stopsOf(from: ProvisioningMode, to: ProvisioningMode, facts: ImpactFacts): string[] {
  const { idp } = facts;
  if (from === 'scim') {
    return [
      ...(to === 'invite-only' ? [`New people in ${idp} no longer appear here`] : []),
      `${idp} can no longer deactivate leavers`,
      `Group changes in ${idp} no longer reach teams`,
      `The SCIM token; ${idp} will report errors`,
    ];
  }
  if (from === 'jit') return ['New people no longer appear at their first SSO sign-in'];
  return ['Nothing stops by itself: admins can still invite, but it is no longer the only way in'];
}

function startsOf(from: ProvisioningMode, to: ProvisioningMode, facts: ImpactFacts): string[] {
  const { idp, scimPeople, scimTeams } = facts;
  const editable =
    from === 'scim' && scimPeople > 0 ? [`Admins can edit the ${people(scimPeople)} here`] : [];
  if (to === 'jit') {
    return [`New people appear at their first SSO sign-in, as ${facts.defaultRole} in no team`, ...editable];
  }
  if (to === 'invite-only') {
    return ['Admins invite each person by hand and remove leavers by hand', ...editable];
  }
  return [
    `${idp} creates, updates and deactivates people with each push`,
    `Groups in ${idp} become teams, and their members follow`,
    `${idp} needs the SCIM URL and a token: make one here after the switch`,
    ...(scimPeople > 0
      ? [`${idp} manages ${people(scimPeople)} and ${teams(scimTeams)} again; admins cannot edit them here`]
      : []),
  ];
}

function staysOf(from: ProvisioningMode, to: ProvisioningMode, facts: ImpactFacts): string[] {
  const { idp, scimTeams, openInvites } = facts;
  const stays: string[] = [];
  if (from === 'scim') {
    const kept = scimTeams > 0 ? ` ${teams(scimTeams)} keep their members as they are now.` : '';
    stays.push(`${keeps}${kept} You can switch back; ${idp} then has to push everyone once.`);
  } else if (to === 'scim') {
    stays.push(`${keeps} The first push of ${idp} can change that. You can switch back.`);
  } else {
    stays.push(`${keeps} You can switch back.`);
  }
  if (openInvites > 0) stays.push(`${people(openInvites)} with an open invite can still accept it`);
  return stays;
}

function warningsOf(from: ProvisioningMode, to: ProvisioningMode, facts: ImpactFacts): string[] {
  const { idp, silentForMs } = facts;
  const warnings: string[] = [];
  if (from === 'scim' && silentForMs !== null) {
    warnings.push(
      `SCIM has been silent for ${spanWords(silentForMs)}. People who left since then are still active, and after the switch nobody will deactivate them.`,
    );
  }
  if (from === 'scim' && silentForMs === null) {
    warnings.push('After the switch nobody deactivates leavers but you.');
  }
  if (from === 'invite-only' && to === 'jit') {
    warnings.push(`Whoever may sign in through ${idp} gets in without an invite.`);
  }
  if (to === 'scim') {
    warnings.push(
      `People who are not assigned in ${idp} stay, and nobody but you removes them. Group names that break the team rule are not synced.`,
    );
  }
  return warnings;
}

function figuresOf(from: ProvisioningMode, to: ProvisioningMode, facts: ImpactFacts): Impact['figures'] {
  const { scimPeople, scimAdmins, scimTeams, jitPeople, openInvites } = facts;
  const scim: Impact['figures'] =
    from === 'scim'
      ? [
          { count: scimPeople, label: 'people become unmanaged', list: 'scim-people' },
          { count: scimAdmins, label: 'of them are admins', list: 'scim-admins' },
          { count: scimTeams, label: 'teams stop syncing', list: 'scim-teams' },
        ]
      : to === 'scim'
        ? [
            { count: scimPeople, label: 'people become managed again', list: 'scim-people' },
            { count: scimAdmins, label: 'of them are admins', list: 'scim-admins' },
            { count: scimTeams, label: 'teams sync again', list: 'scim-teams' },
          ]
        : [{ count: jitPeople, label: 'people came by their first sign-in', list: 'jit-people' }];
  return [...scim, { count: openInvites, label: 'open invites', list: 'open-invites' }];
}

/** What a switch stops, starts and leaves as it is, with counts: the same words for every screen. Nothing is asked or changed. */
export function switchImpact(from: ProvisioningMode, to: ProvisioningMode, facts: ImpactFacts): Impact {
  if (from === to) return { figures: [], stops: [], starts: [], stays: [keeps], warnings: [] };
  return {
    figures: figuresOf(from, to, facts),
    stops: stopsOf(from, to, facts),
    starts: startsOf(from, to, facts),
    stays: staysOf(from, to, facts),
    warnings: warningsOf(from, to, facts),
  };
}

/** What the admin states by ticking, so that the other side is not forgotten. */
export function switchAcknowledgement(
  from: ProvisioningMode,
  to: ProvisioningMode,
  facts: ImpactFacts,
): string {
  if (from === 'scim') return `Provisioning is turned off in ${facts.idp}`;
  if (to === 'scim') return `I can set up provisioning in ${facts.idp} after the switch`;
  if (to === 'jit') return `Only the right people may sign in through ${facts.idp}`;
  return `I know that ${counted(facts.jitPeople)} people who came by sign-in stay`;
}
