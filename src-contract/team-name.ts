/**
 * The rule that every source of the platform allows for the name of a team: 3 to 36 lower-case letters, digits and hyphens,
 * from a letter to a letter or digit (tenant-api note, section 8, 2).
 */
const legalName = /^[a-z][a-z0-9-]{1,34}[a-z0-9]$/;

/** What SCIM takes as the name of a group: laxer, letters of either case and `_` too (tenant-api note, section 3). */
const scimName = /^[A-Za-z0-9_-]{1,36}$/;

/** Whether a push of a group of this name is taken by SCIM, whatever REST thinks of it. */
export function isScimGroupName(name: string): boolean {
  return scimName.test(name);
}

/** What is wrong with a name, in one sentence; null when it is legal. `taken` holds the names that exist. */
export function teamNameProblem(name: string, taken: ReadonlySet<string>): string | null {
  if (name === '') return 'A team needs a name.';
  if (taken.has(name.toLowerCase())) return 'There is a team of this name already.';
  if (legalName.test(name)) return null;
  if (/[A-Z]/.test(name)) return 'Only lower-case letters.';
  if (/[^a-z0-9-]/.test(name)) return 'Only letters a to z, digits and hyphens.';
  if (!/^[a-z]/.test(name)) return 'It starts with a letter.';
  if (name.endsWith('-')) return 'It ends with a letter or digit.';
  return name.length < 3 ? 'At least 3 characters.' : 'At most 36 characters.';
}

/** What of a text a team's name can hold, at most 36 characters: "Data Eng!" becomes `data-eng`; empty when nothing can be used. */
export function plainTeamName(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll(/[øØ]/g, 'o')
    .replaceAll(/[æÆ]/g, 'ae')
    .replaceAll(/[łŁ]/g, 'l')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 36)
    .replace(/-+$/, '');
}

/** `base`, made long enough, with an ending of letters and digits; both together are a legal name. */
export function endedTeamName(base: string, ending: string): string {
  const long = base.length < 3 ? `${base}-team` : base;
  return ending === '' ? long : `${long.slice(0, 36 - ending.length - 1).replace(/-+$/, '')}-${ending}`;
}

/** A legal and free name near to what was typed: "Data Eng!" becomes `data-eng`; null when nothing of it can be used. */
export function proposeTeamName(typed: string, taken: ReadonlySet<string>): string | null {
  const base = plainTeamName(typed);
  if (base === '') return null;
  for (let number = 1; number < 1000; number += 1) {
    const name = endedTeamName(base, number === 1 ? '' : String(number));
    if (teamNameProblem(name, taken) === null) return name;
  }
  return null;
}
