import type { DriftReason, Heartbeat, PushDay } from '../../src-contract/heartbeat.ts';
import { countOf, countText } from '../kit/format-number.ts';
import { relativeText, spanText } from '../kit/moment-text.ts';
import { visibleText } from '../kit/visible-text.ts';

const hourMs = 3_600_000;

export interface StateWords {
  readonly words: string;
  readonly look: 'ok' | 'warn' | 'dimmed';
}

/** Whether the identity provider pushes, in the words of the design guide, section 5. */
export function stateWords({ state, lastPushAt }: Heartbeat, nowMs: number): StateWords {
  if (state === 'never-pushed' || lastPushAt === null) return { words: 'Never pushed', look: 'dimmed' };
  if (state === 'pushing') return { words: 'Pushing', look: 'ok' };
  return { words: `Silent for ${silenceText(lastPushAt, nowMs)}`, look: 'warn' };
}

/** How long nothing came: in hours up to three days, since `26 h` says more than `1 d`. */
export function silenceText(lastPushAt: string, nowMs: number): string {
  const silentMs = Math.max(0, nowMs - Date.parse(lastPushAt));
  return silentMs >= hourMs && silentMs < 72 * hourMs
    ? `${Math.floor(silentMs / hourMs)} h`
    : spanText(silentMs);
}

/** `about 1 h`, from hours in which something was seen. */
export function gapText(ms: number): string {
  const hours = Math.round(ms / hourMs);
  return hours < 72 ? `about ${hours} h` : `about ${Math.round(hours / 24)} d`;
}

const kindWords = { working: 'on working days', night: 'at night', weekend: 'at weekends' };

/** The identity provider by name, or what it is. */
export function idpWord({ idpName }: Pick<Heartbeat, 'idpName'>): string {
  return idpName === null || idpName === 'the identity provider' ? 'identity provider' : visibleText(idpName);
}

/** The last push: `Last push 26 h ago`, what that means here, and what to do. */
export function lastPushWords(beat: Heartbeat, nowMs: number): { title: string; sentence: string } {
  const { state, silence, lastPushAt, lastPushFrom, usualGap, observed, tokenState } = beat;
  const next = `Look at the ${idpWord(beat)} provisioning log.`;
  if (state === 'never-pushed' || lastPushAt === null) {
    const tells = tokenState === 'active' ? 'The token was never used. ' : '';
    return { title: 'No push so far', sentence: `${tells}No person and no team came by SCIM.` };
  }
  const ago =
    state === 'silent'
      ? `${silenceText(lastPushAt, nowMs)} ago`
      : relativeText(lastPushAt, nowMs).replace(/^[JY]/, (letter) => letter.toLowerCase());
  const what = lastPushFrom === 'token' ? 'Token last used' : 'Last push';
  const title = `${what} ${ago}`;
  if (tokenState === 'none') return { title, sentence: 'There is no token, so nothing can be pushed now.' };
  const parts: string[] = [];
  if (lastPushFrom === 'dates') parts.push('From the tenant’s own dates; no sync saw a push yet.');
  if (silence === 'not-enough-seen') {
    parts.push(
      `Not enough seen yet to say what is usual: pushes in ${observed.hours} of ${observed.ofHours} hours, on ${observed.days} of ${observed.ofDays} days.`,
    );
  } else if (usualGap !== null) {
    parts.push(`Usual gap ${kindWords[usualGap.hours]}: ${gapText(usualGap.medianMs)}.`);
  }
  if (silence === 'usual' && state === 'pushing') parts.push('Nothing unusual here.');
  if (state === 'silent') parts.push(next);
  return { title, sentence: parts.join(' ') };
}

const weekdays = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'];

/** `Mondays about 45, today 0`; only today while too few such days were seen. */
export function weekdayNote({ today }: Heartbeat): string {
  const { weekday, count, usual } = today;
  if (usual === null) return `Today ${countText(count)}`;
  return `${weekdays[weekday] ?? ''} about ${countText(usual)}, today ${countText(count)}`;
}

/** One day in words, for its bar and for readers of the screen. */
export function dayWords({ day, seen, total, ...counts }: PushDay): string {
  if (seen === 'no-sync') {
    return total === 0 ? `${day}: not watched` : `${day}: not watched, at least ${countText(total)}`;
  }
  const parts = (['made', 'updated', 'deactivated', 'reactivated', 'removed'] as const)
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${countText(counts[kind])} ${kind}`);
  if (counts.teams > 0) parts.push(countOf(counts.teams, 'team', 'teams'));
  return `${day}: ${countText(total)}${parts.length === 0 ? '' : ` (${parts.join(', ')})`}`;
}

const reasonWords: Readonly<Record<DriftReason, (count: string) => string>> = {
  'active-again': (count) => `${count} active again though no push did it`,
  unmanaged: (count) => `${count} not managed any more`,
  'role-by-hand': (count) => `${count} with a role set by hand`,
};

/** Who drifted, as a title, and what goes after their names. A role is no push’s business, so that alone is no alarm. */
export function driftWords({ count, reasons }: Heartbeat['drifted']): { title: string; sentence: string } {
  const people = countOf(count, 'SCIM person', 'SCIM people');
  const [only] = reasons;
  if (reasons.length === 1 && only?.reason === 'role-by-hand') {
    return { title: `${people} with a role set by hand`, sentence: '. Pushes leave roles alone.' };
  }
  const why = reasons.map(({ reason, count: some }) => reasonWords[reason](countText(some))).join(', ');
  return { title: `${people} changed by hand`, sentence: `: ${why}.` };
}
