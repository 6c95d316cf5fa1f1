/** About how many letters of 13 px fit into the teams column at its usual width. */
const lettersThatFit = 21;

/** As many whole names as fit, and how many more there are. */
export function fittingTeams(teams: readonly string[]): { shown: readonly string[]; more: number } {
  let letters = 0;
  let count = 0;
  for (const team of teams) {
    letters += team.length + (count === 0 ? 0 : 2);
    const room = count + 1 < teams.length ? lettersThatFit - 3 : lettersThatFit;
    if (count > 0 && letters > room) break;
    count += 1;
  }
  return { shown: teams.slice(0, count), more: teams.length - count };
}
