import './theme/fonts.css';
import './theme/mantine.css';
import 'virtual:theme-variables.css';
import './theme/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { queryClient } from './bridge/query-client.ts';
import { refreshOnChange } from './bridge/refresh-on-change.ts';

// Main has set the system scheme to the admin's choice, so the first paint has its colours already.
document.documentElement.dataset.mantineColorScheme = matchMedia('(prefers-color-scheme: dark)').matches
  ? 'dark'
  : 'light';

refreshOnChange(queryClient);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
