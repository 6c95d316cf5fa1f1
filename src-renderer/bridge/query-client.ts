import { QueryClient } from '@tanstack/react-query';

/**
 * The page's memory of what main answered. Nothing goes stale by time: main announces every change, and
 * `refresh-on-change` asks again. `always`: the bridge works without a network.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 120_000,
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
