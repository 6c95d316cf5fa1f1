import type { TeamPlan } from '../../src-contract/teams.ts';
import { countOf, countText } from '../kit/format-number.ts';

type PlannedTeam = TeamPlan['teams'][number];

const people = (count: number): string => countOf(count, 'person', 'people');

/** What happens to one team, in a line: `3 added, 1 removed, 12 people after`. */
export function teamLine(team: PlannedTeam, verb: TeamPlan['verb']): string {
  if (verb === 'delete') return `${people(team.removedCount)} in it`;
  const parts = [
    team.addedCount > 0 && `${countText(team.addedCount)} added`,
    team.removedCount > 0 && `${countText(team.removedCount)} removed`,
    team.promotedCount > 0 && `${countText(team.promotedCount)} made manager`,
    team.demotedCount > 0 && `${countText(team.demotedCount)} made member`,
    team.alreadySo > 0 && `${countText(team.alreadySo)} in it already`,
  ].filter((part): part is string => typeof part === 'string');
  return [...parts, `${people(team.peopleAfter)} after`].join(', ');
}

/** Title, lead and button of the dialog: a question with the verb and the object (design guide, section 11). */
export function teamPlanWords(plan: TeamPlan | null, fallback: string) {
  if (plan === null) return { title: fallback, lead: null, confirm: 'Continue', look: 'plain' as const };
  const [only] = plan.teams;
  const where =
    plan.teams.length === 1 && only ? only.name.slice(0, 60) : countOf(plan.teams.length, 'team', 'teams');
  const touched = plan.people;
  switch (plan.verb) {
    case 'delete':
      return {
        title: `Delete ${where}?`,
        lead: 'Its people stay in the tenant and lose what the team gives them.',
        confirm: 'Delete 1 team',
        look: 'destructive' as const,
      };
    case 'create':
      return {
        title: `Make the team ${where}?`,
        lead: null,
        confirm: 'Make the team',
        look: 'plain' as const,
      };
    case 'add':
      return {
        title: `Add ${people(touched)} to ${where}?`,
        lead: 'One write a team, however many people that are.',
        confirm: plan.teams.length === 1 && only ? `Add ${countText(touched)}` : `Change ${where}`,
        look: 'plain' as const,
      };
    case 'edit': {
      const isRemoval = plan.teams.some((team) => team.removedCount > 0);
      const verb = isRemoval && touched === (only?.removedCount ?? 0) ? 'Remove' : 'Change';
      return {
        title: `${verb} ${people(touched)} ${verb === 'Remove' ? 'from' : 'in'} ${where}?`,
        lead: null,
        confirm: `${verb} ${countText(touched)}`,
        look: isRemoval ? ('destructive' as const) : ('plain' as const),
      };
    }
  }
}
