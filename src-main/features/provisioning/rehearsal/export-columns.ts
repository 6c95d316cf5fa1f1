import { columnAliases, plainTitle } from '../../bulk-invites/column-aliases.ts';

/** What a column of an export is used as. */
export type ExportMeaning = 'email' | 'login' | 'name' | 'first' | 'last' | 'status' | 'disabled' | 'groups';

const logins = ['userprincipalname', 'upn', 'username', 'login', 'user', 'address'];

/** Titles as Okta, Entra, Google, JumpCloud and OneLogin write them, and as people do, strongest first. */
const aliases: Readonly<Record<ExportMeaning, readonly string[]>> = {
  email: [
    ...columnAliases.email.filter((alias) => !logins.includes(alias)),
    ...['useremail', 'profileemail', 'primaryemailaddress'],
  ],
  login: [
    ...['userprincipalname', 'upn', 'username', 'login', 'userlogin', 'usernamelogin', 'profilelogin'],
    ...['loginid', 'user', 'signinname'],
  ],
  name: columnAliases.name,
  first: ['firstname', 'givenname', 'profilefirstname', 'vorname', 'fornavn', 'fornamn', 'prenom', 'nombre'],
  last: ['lastname', 'surname', 'familyname', 'profilelastname', 'nachname', 'etternavn', 'efternamn', 'sn'],
  status: [
    ...['status', 'userstatus', 'accountstatus', 'state', 'userstate', 'lifecyclestate', 'accountenabled'],
    ...['active', 'isactive', 'enabled', 'isenabled', 'activated', 'aktiv', 'aktiviert'],
    ...['aktivert', 'aktiverad', 'actif', 'activo', 'attivo', 'ativo', 'statut', 'estado', 'stato', 'tila'],
  ],
  disabled: [
    ...['suspended', 'issuspended', 'disabled', 'isdisabled', 'accountdisabled', 'blocked', 'isblocked'],
    ...['blockcredential', 'archived', 'isarchived', 'deactivated', 'deleted', 'softdeleted'],
  ],
  groups: [
    ...columnAliases.teams,
    ...['memberof', 'groupmembership', 'groupmemberships', 'assignedgroups', 'usergroups', 'roles'],
  ],
};

export const meaningWords: Readonly<Record<ExportMeaning, string>> = {
  email: 'email',
  login: 'user name',
  name: 'name',
  first: 'first name',
  last: 'last name',
  status: 'status',
  disabled: 'disabled',
  groups: 'groups',
};

/** Google writes `Email Address [Required]`, Entra `User name [userPrincipalName] Required`: both halves count. */
function spellings(title: string): string[] {
  const inBrackets = /\[([^\]]+)\]/.exec(title)?.[1];
  return [plainTitle(title.replace(/\[[^\]]*\]/g, '')), plainTitle(title), plainTitle(inBrackets ?? '')];
}

/** Takes the titles; returns which column is used as what. A column is used once, a meaning by its strongest title. */
export function mapExportColumns(titles: readonly string[]): Map<ExportMeaning, number> {
  const found = new Map<ExportMeaning, number>();
  const taken = new Set<number>();
  for (const meaning of Object.keys(aliases) as ExportMeaning[]) {
    let best = Number.POSITIVE_INFINITY;
    for (const [index, title] of titles.entries()) {
      if (taken.has(index)) continue;
      const ranks = spellings(title).map((spelling) => aliases[meaning].indexOf(spelling));
      const rank = Math.min(...ranks.filter((at) => at !== -1));
      if (rank >= best) continue;
      best = rank;
      found.set(meaning, index);
    }
    const chosen = found.get(meaning);
    if (chosen !== undefined) taken.add(chosen);
  }
  return found;
}

/** A plain no and a plain yes, as spreadsheets of several languages write them. */
const noWords = new Set([
  'false',
  'no',
  'n',
  '0',
  'off',
  'nein',
  'falsch',
  'nei',
  'nej',
  'non',
  'faux',
  'nee',
  'ei',
]);
const yesWords = new Set([
  'true',
  'yes',
  'y',
  '1',
  'on',
  'ja',
  'wahr',
  'oui',
  'vrai',
  'si',
  'sim',
  'kylla',
  'tak',
]);
const leftWords = new Set([
  ...['deprovisioned', 'deactivated', 'suspended', 'disabled', 'inactive', 'archived', 'deleted', 'blocked'],
  ...['terminated', 'left', 'former', 'offboarded', 'unlicensed'],
  ...['deaktiviert', 'inaktiv', 'gesperrt', 'sluttet', 'deaktivert', 'desactive', 'inactif', 'inactivo'],
]);
/** Okta's and JumpCloud's words for people who are there, though some of them cannot sign in at the moment. */
const hereWords = new Set([
  ...['active', 'activated', 'provisioned', 'staged', 'recovery', 'passwordexpired', 'passwordreset'],
  ...[
    'lockedout',
    'locked',
    'pending',
    'pendinguseraction',
    'invited',
    'enabled',
    'aktiv',
    'actif',
    'activo',
  ],
  ...['member', 'verified'],
]);

/** What a cell says of a person; `not-told` for an empty one and for a word that nobody knows. */
export function readStanding(cell: string, column: 'status' | 'disabled'): 'here' | 'left' | 'not-told' {
  const word = plainTitle(cell);
  if (leftWords.has(word)) return 'left';
  if (hereWords.has(word)) return 'here';
  const isYes = yesWords.has(word);
  if (!isYes && !noWords.has(word)) return 'not-told';
  // A column called Suspended: its no means here.
  return isYes === (column === 'status') ? 'here' : 'left';
}
