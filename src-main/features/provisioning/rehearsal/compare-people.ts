import type { RehearsalList } from '../../../../src-contract/mode-rehearsals.ts';
import type { ReadableCache } from '../../../cache/cache-handles.ts';
import { checkGroupNames } from './group-names.ts';
import type { RehearsalRun } from './rehearsals.ts';

type PersonRaw = [
  n: number,
  emailKey: string,
  email: string,
  name: string,
  sortName: string,
  status: string,
  role: string,
  source: string,
  managedBy: string | null,
  signIn: string,
];

const peopleAtOnce = 2000;
const columns = 'n, email_key, email, name, sort_name, status, role, source, managed_by, sign_in';
const namedAtMost = 5;

/** Compares people in order of name until the moment (performance.now) has passed; answers whether all were. */
export function compareUntil(cache: ReadableCache, run: RehearsalRun, moment: number): boolean {
  const read = cache
    .prepare(`SELECT ${columns} FROM users WHERE copy_no = @copyNo AND (sort_name, n) > (@sortName, @n)
      ORDER BY sort_name, n LIMIT ${peopleAtOnce}`)
    .raw(true);
  do {
    const { copyNo } = run;
    const { sortName, n } = run.after ?? { sortName: '', n: -1 };
    const rows = read.all({ copyNo, sortName, n }) as PersonRaw[];
    for (const row of rows) comparePerson(run, row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < peopleAtOnce) return true;
    run.after = { sortName: last[4], n: last[0] };
  } while (performance.now() < moment);
  return false;
}

function comparePerson(run: RehearsalRun, row: PersonRaw): void {
  const [n, key, , name, , status, role, source, managedBy, signIn] = row;
  run.hash.update(`${key}|${status}|${role}|${source}|${managedBy ?? ''}\n`);
  const isScim = source === 'scim';
  const isAdmin = role === 'tenant-admin';
  const isHere = status !== 'deactivated';
  const { figures } = run;
  figures.people += 1;
  if (status === 'active') figures.active += 1;
  else if (status === 'pending') figures.pending += 1;
  else figures.deactivated += 1;
  if (isAdmin) figures.admins += 1;
  if (managedBy !== null) figures.managed += 1;
  if (isScim) figures.scimPeople += 1;

  const put = (list: RehearsalList): void => {
    const known = run.lists.get(list);
    if (known === undefined) run.lists.set(list, [n]);
    else known.push(n);
  };
  put(isScim ? 'scim-people' : 'other-people');
  if (isScim && isAdmin) put('scim-admins');
  if (source === 'jit') put('jit-people');
  if (status === 'pending') put('open-invites');

  const place = run.file?.byKey.get(key);
  const exported = place === undefined ? undefined : run.file?.people[place];
  if (place !== undefined) run.met[place] = 1;
  const isInIdp = exported?.standing === 'here';
  // Somebody whom the provider can neither deactivate nor keep from signing in.
  const isOutside = isAdmin && status === 'active' && !isScim && managedBy === null && !isInIdp;
  if (isOutside && signIn !== 'sso') {
    put('break-glass');
    if (signIn === 'password') run.breakGlassSure += 1;
    if (run.breakGlassNames.length < namedAtMost) run.breakGlassNames.push(name);
  }
  if (run.file === null) return;
  if (isInIdp && isHere) put('in-both');
  if (isInIdp && isHere && !isScim) put('matched');
  if (isInIdp && !isHere) put('back');
  if (exported?.standing === 'left' && isHere) put('left-active');
  if (exported === undefined && isHere) put(isScim ? 'orphans' : 'only-here');
  if (status === 'pending' && !isInIdp) put('invites-outside');
}

/** Ends a comparison: who of the file is not here, the teams, the names of groups, and the hash of it all. */
export function endComparison(cache: ReadableCache, run: RehearsalRun): void {
  const { file, figures, met } = run;
  file?.people.forEach((person, place) => {
    if (met[place] === 0 && person.standing === 'here') run.notHere.push(place);
  });
  const teams = cache
    .prepare(`SELECT name, is_managed_by_idp, made_by_scim FROM teams WHERE copy_no = ? AND is_everyone = 0
      ORDER BY name`)
    .raw(true)
    .all(run.copyNo) as [name: string, isManaged: number, madeByScim: number][];
  figures.teams = teams.length;
  figures.managedTeams = teams.filter(([, isManaged]) => isManaged === 1).length;
  run.scimTeams = teams.flatMap(([name, , madeByScim]) => (madeByScim === 1 ? [name] : []));
  figures.scimTeams = run.scimTeams.length;
  run.badGroups = checkGroupNames({
    exported: file?.groups ?? [],
    teams: teams.map(([name, , madeByScim]) => ({ name, madeByScim: madeByScim === 1 })),
  });
  for (const team of teams) run.hash.update(`${team.join('|')}\n`);
  run.hash.update(`${file?.fileName ?? ''}|${file?.people.length ?? 0}|${run.notHere.length}`);
  run.digest = run.hash.digest('hex');
}
