import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useRead } from '../bridge/use-read.ts';
import { countOf, countText } from '../kit/format-number.ts';
import classes from './Sidebar.module.css';

/** The first list must not wait for these figures: they are asked for when it has had time to be drawn. */
const letListGoFirstMs = 2500;

/** Beside Overview, on every screen: how many warnings it has. Nothing while there are none. */
export function AttentionCount({ tenantId }: { readonly tenantId: string }) {
  const [when, setWhen] = useState<'now' | 'wait'>('wait');
  useEffect(() => {
    const timer = setTimeout(() => setWhen('now'), letListGoFirstMs);
    return () => clearTimeout(timer);
  }, []);
  const warnings = useRead('overview/read', { tenantId }, { when }).value?.warnings ?? 0;
  if (warnings === 0) return null;
  return (
    <span className={classes.alarm} data-look="warn" title={countOf(warnings, 'warning', 'warnings')}>
      <IconAlertTriangle size={14} aria-hidden />
      <span className={classes.alarmWords}>{countText(warnings)}</span>
    </span>
  );
}
