import classes from './Badge.module.css';
import { clockText, fullMomentText } from './moment-text.ts';
import { useNow } from './use-now.ts';

/** How old what stands next to it is: `As of 07:41`. In: the moment of the copy, null before the first sync. */
export function AsOfBadge({ at }: { readonly at: string | null }) {
  const now = useNow();
  if (at === null)
    return (
      <span className={classes.badge} data-dimmed>
        Not synced yet
      </span>
    );
  return (
    <time className={classes.badge} data-dimmed dateTime={at} title={fullMomentText(at)}>
      As of {clockText(at, now)}
    </time>
  );
}
