import type { ReactNode } from 'react';
import { ActivityScreen } from './screens/activity/ActivityScreen.tsx';
import { BulkInviteScreen } from './screens/bulk-invite/BulkInviteScreen.tsx';
import { OffboardingScreen } from './screens/offboarding/OffboardingScreen.tsx';
import { OverviewScreen } from './screens/overview/OverviewScreen.tsx';
import { ProvisioningScreen } from './screens/provisioning/ProvisioningScreen.tsx';
import { SettingsScreen } from './screens/settings/SettingsScreen.tsx';
import { StagedScreen } from './screens/staged/StagedScreen.tsx';
import { TeamsScreen } from './screens/teams/TeamsScreen.tsx';
import { actOnInvites } from './screens/users/act-on-invites.ts';
import { deactivateInstead } from './screens/users/deactivate-instead.ts';
import { showPeople } from './screens/users/show-people.ts';
import { showPerson } from './screens/users/show-person.ts';
import { UsersScreen } from './screens/users/UsersScreen.tsx';
import type { Route } from './session/session.ts';

/** The screen of a route inside the shell. Welcome has no shell and is drawn by `Start`. */
export function screenOf(route: Route): ReactNode {
  switch (route.screen) {
    case 'overview':
      return <OverviewScreen onShowPeople={showPeople} onShowPerson={(email) => void showPerson(email)} />;
    case 'users':
    case 'welcome':
      return <UsersScreen />;
    case 'teams':
      return <TeamsScreen onShowPerson={(email) => void showPerson(email)} />;
    case 'staged':
      return <StagedScreen />;
    case 'bulk-invite':
      return <BulkInviteScreen jobId={route.jobId ?? null} />;
    case 'offboarding':
      return (
        <OffboardingScreen
          key={route.userIds.join()}
          userIds={route.userIds}
          onDeactivate={deactivateInstead}
        />
      );
    case 'provisioning':
      return (
        <ProvisioningScreen
          onShowPeople={showPeople}
          onShowPerson={(email) => void showPerson(email)}
          onInvites={actOnInvites}
        />
      );
    case 'activity':
      return <ActivityScreen entry={route.entry ?? null} onShowPerson={(email) => void showPerson(email)} />;
    case 'settings':
      return <SettingsScreen section={route.section ?? 'tenant'} />;
  }
}
