import { clockText, dayText, fullMomentText, relativeText } from './moment-text.ts';
import { useNow } from './use-now.ts';

interface MomentProps {
  readonly at: string;
  /** `relative`: 3 h ago. `day`: 2026-11-23. `clock`: 07:41, with its day unless today. */
  readonly as: 'relative' | 'day' | 'clock';
}

/** A moment in short, with date, time and time zone as its tooltip. */
export function Moment({ at, as }: MomentProps) {
  const now = useNow();
  const text = as === 'day' ? dayText(at) : as === 'clock' ? clockText(at, now) : relativeText(at, now);
  return (
    <time dateTime={at} title={fullMomentText(at)}>
      {text}
    </time>
  );
}
