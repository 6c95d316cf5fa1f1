import type { Rehearsal, RehearsalList } from '../../../../src-contract/mode-rehearsals.ts';
import type { ProvisioningMode } from '../../../../src-contract/provisioning.ts';
import type { Compared } from './rehearsal-rows.ts';

/** From which mode to which, and what the provider is called. */
export interface SwitchWords {
  from: ProvisioningMode;
  to: ProvisioningMode;
  idp: string;
}

interface ListWords {
  title: string;
  sentence: string;
  look: 'plain' | 'warn';
}

const plain = (title: string, sentence = ''): ListWords => ({ title, sentence, look: 'plain' });
const warn = (title: string, sentence: string): ListWords => ({ title, sentence, look: 'warn' });

function scimPeople({ from, to, idp }: SwitchWords): ListWords {
  if (from === 'scim')
    return plain(
      'people become unmanaged',
      `Made by SCIM. Admins can edit them here; ${idp} no longer does.`,
    );
  if (to === 'scim')
    return plain(
      'people become managed again',
      `Made by SCIM. Locked here; each push of ${idp} changes them.`,
    );
  return plain('people were made by SCIM', 'Nobody manages them now, and nobody will.');
}

function notHere({ to, idp }: SwitchWords): ListWords {
  const title = 'in the export and not here yet';
  if (to === 'scim') return plain(title, `${idp} creates them with its first push, if they are assigned.`);
  if (to === 'jit') return plain(title, 'They appear at their first SSO sign-in.');
  return warn(title, 'Nothing brings them in but an invite.');
}

function orphans({ from, to, idp }: SwitchWords): ListWords {
  const title = 'made by SCIM and not in the export';
  if (to === 'scim')
    return warn(title, `Orphaned: locked here and pushed by nobody, so they stay as they are.`);
  if (from === 'scim')
    return warn(title, `Orphaned: ${idp} does not know them. Look at them before the switch.`);
  return warn(title, `Orphaned: ${idp} does not know them, and they keep their access.`);
}

function leftActive({ from, to, idp }: SwitchWords): ListWords {
  const title = 'left in the export, still active here';
  if (from === 'scim') return warn(title, 'Deactivate them first: after the switch nobody but you does.');
  if (to === 'scim') return warn(title, `${idp} may not push people who left: deactivate them here.`);
  return warn(title, 'Nobody but you deactivates them.');
}

const words: Readonly<Record<RehearsalList, (how: SwitchWords) => ListWords>> = {
  'scim-people': scimPeople,
  'scim-admins': () => plain('of them are admins'),
  'other-people': () => plain('people stay manual', 'Not made by SCIM: admins edit and remove them.'),
  'jit-people': () => plain('people came by their first sign-in', 'They stay, and nobody removes them.'),
  'open-invites': () => plain('open invites', 'They can still be accepted.'),
  'invites-outside': ({ to }) =>
    to === 'invite-only'
      ? plain('open invites of people not in the export')
      : warn('open invites of people not in the export', 'Their invite is their only way in.'),
  'break-glass': () => plain('admins get in without the identity provider'),
  'in-both': () => plain('in the export and here'),
  matched: ({ idp }) =>
    plain('matched by their address', `Not made by SCIM: ${idp} finds them, and they stay editable here.`),
  'not-here': notHere,
  orphans,
  'only-here': () => plain('here and not in the export', 'Not made by SCIM: only an admin removes them.'),
  'left-active': leftActive,
  back: ({ to }) =>
    to === 'scim'
      ? warn('active in the export, deactivated here', 'The first push can reactivate them.')
      : plain('active in the export, deactivated here', 'They stay deactivated.'),
  'scim-teams': ({ from, to }) => {
    if (from === 'scim') return plain('teams stop syncing', 'They keep their members as they are.');
    return plain(to === 'scim' ? 'teams sync again' : 'teams were made by SCIM');
  },
  'bad-groups': ({ to, idp }) =>
    to === 'scim'
      ? warn(
          'group names break the rule',
          `Rename them in ${idp} first; the assistant on this screen gives a list to paste.`,
        )
      : plain('group names break the rule', 'Of no effect while SCIM is off.'),
};

/** Lists that are shown without a file, and those that a file adds, in their order. */
const always: readonly RehearsalList[] = ['scim-people', 'scim-admins', 'other-people', 'open-invites'];
const ofFile: readonly RehearsalList[] = [
  ...(['left-active', 'orphans', 'not-here', 'back', 'in-both', 'matched'] as const),
  ...(['only-here', 'invites-outside'] as const),
];

/** Which lists a switch shows, with their counts and words. In: the comparison and the switch. */
export function rehearsalLists(compared: Compared, how: SwitchWords): Rehearsal['lists'] {
  const { from, to } = how;
  const touchesScim = from === 'scim' || to === 'scim';
  const shown: RehearsalList[] = [
    ...always.filter((list) => list !== 'scim-admins' || touchesScim),
    ...(from === 'jit' || to === 'jit' ? (['jit-people'] as const) : []),
    ...(touchesScim ? (['scim-teams'] as const) : []),
    ...(to === 'scim' || compared.export !== null ? (['bad-groups'] as const) : []),
    ...(compared.export === null ? [] : ofFile.filter((list) => list !== 'matched' || to === 'scim')),
  ];
  return shown.map((list) => {
    const count = compared.counts[list] ?? 0;
    const { title, sentence, look } = words[list](how);
    return { list, count, title, sentence: count === 0 ? '' : sentence, look: count === 0 ? 'plain' : look };
  });
}

/** Whether an admin remains who gets in when the provider does not let anybody in. */
export function breakGlassOf(compared: Compared, { idp }: Pick<SwitchWords, 'idp'>): Rehearsal['breakGlass'] {
  const { breakGlassNames: names, breakGlassSure } = compared;
  const count = compared.counts['break-glass'] ?? 0;
  if (count === 0) {
    const sentence = `No active admin remains outside ${idp}. If its sign-in breaks, nobody can get in to switch back: make one admin with a password first.`;
    return { names, count, look: 'warn', sentence };
  }
  const rest = count > names.length ? ` and ${(count - names.length).toLocaleString('en')} more` : '';
  const named = `${names.join(', ')}${rest}`;
  if (breakGlassSure === 0) {
    const sentence = `Outside ${idp}: ${named}. How they sign in is not reported. Try it before the switch.`;
    return { names, count, look: 'warn', sentence };
  }
  return { names, count, look: 'ok', sentence: `Gets in without ${idp}: ${named}.` };
}
