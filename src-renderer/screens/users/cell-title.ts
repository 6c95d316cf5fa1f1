import type { User } from '../../../src-contract/users.ts';
import { fullMomentText } from '../../kit/moment-text.ts';
import { titleText } from '../../kit/visible-text.ts';

const mostTeams = 40;

/** The whole value of a cell, for its tooltip. In: the person, the cell, and which part of the row it is. */
function wholeValue(user: User, cell: HTMLElement): string {
  switch (cell.dataset.part) {
    case 'last-access':
      return user.lastAccessedAt === null ? '' : fullMomentText(user.lastAccessedAt);
    case 'created':
      return user.createdAt === null ? '' : fullMomentText(user.createdAt);
    case 'teams':
      return user.teams.slice(0, mostTeams).join(', ');
    case 'check':
      return '';
    default:
      return cell.textContent ?? '';
  }
}

/**
 * Gives the cell under the pointer its tooltip. Only then: a tooltip for each cell of each row would slow down
 * scrolling.
 */
export function titleCell(target: EventTarget, rowAt: (index: number) => User | undefined): void {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[role="gridcell"]') : null;
  const index = Number(cell?.closest<HTMLElement>('[data-index]')?.dataset.index ?? 'none');
  const user = Number.isInteger(index) ? rowAt(index) : undefined;
  if (cell && user) cell.title = titleText(wholeValue(user, cell));
}
