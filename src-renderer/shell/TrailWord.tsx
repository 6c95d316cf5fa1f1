import { IconAlertTriangle } from '@tabler/icons-react';
import { useRead } from '../bridge/use-read.ts';
import classes from './Sidebar.module.css';

/** Beside Activity, on every screen: says that the audit trail was altered. Nothing while it is whole. */
export function TrailWord({ tenantId }: { readonly tenantId: string }) {
  const state = useRead('audit-log/state', { tenantId }).value;
  if (state?.is !== 'broken') return null;
  return (
    <span className={classes.alarm} role="status">
      <IconAlertTriangle size={14} aria-hidden />
      <span className={classes.alarmWords}>Trail breaks</span>
    </span>
  );
}
