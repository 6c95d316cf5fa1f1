import type { Heartbeat } from '../../../src-contract/heartbeat.ts';

const hourMs = 3_600_000;

/** `about every hour`, from a gap that is told in whole hours. */
export function everyText(ms: number): string {
  const hours = Math.round(ms / hourMs);
  return hours <= 1 ? 'about every hour' : `about every ${hours} h`;
}

/** A silence in hours up to three days, then in days. */
export function silenceText(ms: number): string {
  const hours = Math.max(0, Math.floor(ms / hourMs));
  return hours < 72 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}

/** What the heartbeat says of this silence in a sentence; null when it cannot be judged yet. */
export function silenceOf(
  { silence, lastPushAt, usualGap }: Heartbeat,
  nowMs: number,
): { state: 'usual' | 'unusual'; sentence: string; at: string | null } | null {
  if (silence === 'not-enough-seen' || lastPushAt === null) return null;
  const usual = usualGap === null ? '' : ` Usually a push comes ${everyText(usualGap.medianMs)}.`;
  const ago = silenceText(nowMs - Date.parse(lastPushAt));
  const sentence =
    silence === 'unusual'
      ? `Nothing came for ${ago}, which is unusual here.${usual}`
      : `Pushes come as usual.${usual}`;
  return { state: silence, sentence, at: lastPushAt };
}
