import { Button, Popover } from '@mantine/core';
import { IconFilter, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { UserFilter } from '../../../src-contract/users.ts';
import { searchPeople } from '../../session/session.ts';
import classes from './FilterBar.module.css';
import { filterTags } from './filter-tags.ts';
import { changeView, usersViewOf } from './users-view.ts';

interface FilterBarProps {
  readonly tenantId: string;
  readonly filter: UserFilter;
  readonly sortedBy: string;
  /** The facets behind the `Filters n` button, where the rail has no room; null where the rail shows. */
  readonly folded: ReactNode | null;
  readonly isUnfolded: boolean;
  readonly onUnfold: (isUnfolded: boolean) => void;
}

/** The filters that are on, each with a cross; the order of the list. */
export function FilterBar({ tenantId, filter, sortedBy, folded, isUnfolded, onUnfold }: FilterBarProps) {
  const tags = filterTags(filter);
  const remove = (group: (typeof tags)[number]['group']): void => {
    if (group === 'text') searchPeople('');
    else if (group === 'only') changeView(tenantId, { only: null });
    else changeView(tenantId, { facets: { ...usersViewOf(tenantId).facets, [group]: [] } });
  };
  return (
    <div className={classes.bar}>
      {folded !== null && (
        <Popover opened={isUnfolded} onChange={onUnfold} position="bottom-start" trapFocus>
          <Popover.Target>
            <Button leftSection={<IconFilter size={14} />} onClick={() => onUnfold(!isUnfolded)}>
              {tags.length > 0 ? `Filters ${tags.length}` : 'Filters'}
            </Button>
          </Popover.Target>
          <Popover.Dropdown className={classes.folded ?? ''} aria-label="Filters">
            {folded}
          </Popover.Dropdown>
        </Popover>
      )}
      <ul className={classes.tags} aria-label="Filters that are on">
        {tags.map(({ group, words }) => (
          <li key={group} className={classes.tag}>
            <bdi title={words}>{words}</bdi>
            <button type="button" aria-label={`Remove filter: ${words}`} onClick={() => remove(group)}>
              <IconX size={14} />
            </button>
          </li>
        ))}
      </ul>
      <span className={classes.sorted}>Sorted by {sortedBy}</span>
    </div>
  );
}
