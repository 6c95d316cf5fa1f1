import { Button } from '@mantine/core';
import { IconMoodEmpty, IconUserPlus, IconUsers, IconZoomCancel } from '@tabler/icons-react';
import type { UserFilter } from '../../../src-contract/users.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { countOf } from '../../kit/format-number.ts';
import { GuardedButton } from '../../kit/GuardedButton.tsx';
import { searchPeople } from '../../session/session.ts';
import { useBlockedBecause, useSyncStatus } from '../../session/use-sync-status.ts';
import { filterTags } from './filter-tags.ts';
import { changeView, noFacets } from './users-view.ts';

interface UsersEmptyProps {
  readonly tenantId: string;
  readonly filter: UserFilter;
  readonly total: number;
}

/** Takes every filter off, the search text included. */
export function clearFilters(tenantId: string): void {
  searchPeople('');
  changeView(tenantId, { facets: noFacets, only: null });
}

function InviteButton({ tenantId }: { readonly tenantId: string }) {
  return (
    <GuardedButton
      variant="filled"
      leftSection={<IconUserPlus size={16} />}
      blockedBecause={useBlockedBecause()}
      onClick={() => changeView(tenantId, { dialog: { kind: 'invite' } })}
    >
      Invite
    </GuardedButton>
  );
}

/** What stands below the one row of a new tenant. */
export function OnlyYou({ tenantId }: { readonly tenantId: string }) {
  return (
    <EmptyState icon={IconUsers} title="Only you so far" actions={<InviteButton tenantId={tenantId} />}>
      Invite the first people by email, or many at once from a file with Bulk invite.
    </EmptyState>
  );
}

/** What stands in the table when there is nobody to show. */
export function UsersEmpty({ tenantId, filter, total }: UsersEmptyProps) {
  const status = useSyncStatus();
  const tags = filterTags(filter);
  if (tags.length > 0 && total > 0) {
    const filters = countOf(tags.length, 'filter is on', 'filters are on');
    return (
      <EmptyState
        icon={IconZoomCancel}
        title="Nobody matches"
        actions={<Button onClick={() => clearFilters(tenantId)}>Clear filters</Button>}
      >
        <bdi>{tags.map(({ words }) => words).join(', and ')}</bdi>. {filters}.
      </EmptyState>
    );
  }
  if (status?.lastSyncAt === null) {
    return (
      <EmptyState icon={IconUsers} title="No copy yet">
        People show here as soon as the first sync has read them.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconMoodEmpty} title="Nobody here yet" actions={<InviteButton tenantId={tenantId} />}>
      The tenant lists nobody.
    </EmptyState>
  );
}
