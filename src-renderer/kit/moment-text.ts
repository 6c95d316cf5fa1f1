const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const twoDigits = (value: number): string => String(value).padStart(2, '0');
const clock = (at: Date): string => `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
const day = (at: Date): string =>
  `${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`;

/** Made once: it costs more than everything else in a table row. */
const zones = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' });
const zone = (at: Date): string =>
  zones.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';

const parsed = (moment: string): Date | null => {
  const at = new Date(moment);
  return Number.isNaN(at.getTime()) ? null : at;
};

/** A moment as a day, local: `2026-11-23`. What is no moment is shown as it came. */
export function dayText(moment: string): string {
  const at = parsed(moment);
  return at ? day(at) : moment;
}

/** A moment in full, for tooltips: `2026-11-23 10:40:07 GMT+1`. */
export function fullMomentText(moment: string): string {
  const at = parsed(moment);
  return at ? `${day(at)} ${clock(at)}:${twoDigits(at.getSeconds())} ${zone(at)}` : moment;
}

/** The time of a moment, with its day unless that is today: `07:41`, `2026-11-22 07:41`. */
export function clockText(moment: string, nowMs: number): string {
  const at = parsed(moment);
  if (!at) return moment;
  return day(at) === day(new Date(nowMs)) ? clock(at) : `${day(at)} ${clock(at)}`;
}

/** A span in one unit: `8 s`, `2 min`, `3 h`, `118 d`. */
export function spanText(spanMs: number): string {
  const span = Math.max(0, spanMs);
  if (span < minuteMs) return `${Math.floor(span / 1000)} s`;
  if (span < hourMs) return `${Math.floor(span / minuteMs)} min`;
  if (span < dayMs) return `${Math.floor(span / hourMs)} h`;
  return `${Math.floor(span / dayMs)} d`;
}

/** How long ago a moment was, counted from now: `2 min`. A moment ahead of the clock counts as now. */
export function ageText(moment: string, nowMs: number): string {
  const at = parsed(moment);
  return at ? spanText(nowMs - at.getTime()) : moment;
}

/** A moment relative to now, for last access: `Just now`, `12 min ago`, `3 h ago`, `Yesterday`, `118 d ago`. */
export function relativeText(moment: string, nowMs: number): string {
  const at = parsed(moment);
  if (!at) return moment;
  const span = nowMs - at.getTime();
  if (span < minuteMs) return 'Just now';
  if (span >= dayMs && span < 2 * dayMs) return 'Yesterday';
  return `${spanText(span)} ago`;
}
