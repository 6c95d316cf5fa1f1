/**
 * The rule that every source of the platform allows for the name of a team: 3 to 36 lower-case letters, digits and hyphens,
 * from a letter to a letter or digit (tenant-api note, section 8, 2).
 */
const legalName = /^[a-z][a-z0-9-]{1,34}[a-z0-9]$/;

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

/** A legal and free name near to what was typed: "Data Eng!" becomes `data-eng`; null when nothing of it can be used. */
export function proposeTeamName(typed: string, taken: ReadonlySet<string>): string | null {
  const plain = typed
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
  if (plain === '') return null;
  const base = plain.length < 3 ? `${plain}-team` : plain;
  for (let number = 1; number < 1000; number += 1) {
    const ending = number === 1 ? '' : `-${number}`;
    const name = `${base.slice(0, 36 - ending.length).replace(/-+$/, '')}${ending}`;
    if (teamNameProblem(name, taken) === null) return name;
  }
  return null;
}
