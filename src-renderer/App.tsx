import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryClient } from './bridge/query-client.ts';
import { CrashNotice } from './shell/CrashNotice.tsx';
import { Start } from './shell/Start.tsx';
import { theme } from './theme/theme.ts';
import { useScheme } from './theme/use-scheme.ts';

/** Main keeps the choice of colours; the page writes nothing into its own storage. */
const noSchemeMemory = {
  get: () => 'light' as const,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
};

function Looks({ children }: { readonly children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={useScheme()}
      colorSchemeManager={noSchemeMemory}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {children}
      <Notifications position="bottom-center" limit={3} zIndex={400} pauseResetOnHover="notification" />
    </MantineProvider>
  );
}

/** The whole page. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Looks>
        <CrashNotice>
          <Start />
        </CrashNotice>
      </Looks>
    </QueryClientProvider>
  );
}
