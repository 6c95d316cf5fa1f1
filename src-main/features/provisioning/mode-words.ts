import type { ProvisioningMode } from '../../../src-contract/provisioning.ts';

/** The words for the modes, as headings and inside sentences. */
export const modeWords: Record<ProvisioningMode, string> = {
  scim: 'SCIM',
  jit: 'just-in-time',
  'invite-only': 'invite-only',
};

/** A count as people read it: 1,042. */
export function counted(count: number): string {
  return count.toLocaleString('en-US');
}

/** `1 person`, `1,042 people`. */
export function people(count: number): string {
  return count === 1 ? '1 person' : `${counted(count)} people`;
}

/** `1 team`, `31 teams`. */
export function teams(count: number): string {
  return count === 1 ? '1 team' : `${counted(count)} teams`;
}

/** How long a span is, coarsely: `40 min`, `26 h`, `9 d`. */
export function spanWords(ms: number): string {
  const hours = ms / 3_600_000;
  if (hours < 1) return `${Math.max(1, Math.round(ms / 60_000))} min`;
  return hours < 72 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} d`;
}
