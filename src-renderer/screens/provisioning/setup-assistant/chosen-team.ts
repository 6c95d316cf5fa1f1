import type { FittedName } from '../../../../src-contract/setup-assistant.ts';

export type ClashChoice = 'same' | 'apart';

/** The name that a group gets: the fitted one, or, where a team has that already, what was decided or is advised. */
export function chosenTeam({ team, clash }: FittedName, choice: ClashChoice | undefined): string {
  if (clash === null) return team;
  return (choice ?? clash.advised) === 'apart' ? clash.apart : team;
}
