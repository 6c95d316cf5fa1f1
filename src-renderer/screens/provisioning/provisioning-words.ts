import type { Provisioning, ProvisioningMode, ScimTokenState } from '../../../src-contract/provisioning.ts';
import { dayText, relativeText, spanText } from '../../kit/moment-text.ts';
import { modeWords } from './mode-words.ts';

const hourMs = 3_600_000;

/** The mode beside the screen's title: `SCIM, on since 2024-01-09`. In: what was read. */
export function modeLine({ mode, modeIs, changedAt, changedBy }: Provisioning): string {
  const { title } = modeWords[mode];
  if (modeIs === 'inferred') return `${title}, inferred from what people look like`;
  const since = changedAt === null ? null : dayText(changedAt);
  if (modeIs === 'recorded') {
    const who = changedBy === null ? '' : ` by ${changedBy}`;
    return `${title}, recorded${who}${since === null ? '' : ` on ${since}`}`;
  }
  return since === null ? title : `${title}, on since ${since}`;
}

/** Whether a mode cannot be chosen because the tenant has no SSO. Unknown, with the published API, counts as no. */
export function needsSsoFirst(mode: ProvisioningMode, { modeIs, sso }: Provisioning): boolean {
  return mode !== 'invite-only' && modeIs === 'reported' && sso.length === 0;
}

export interface ExpiryWords {
  readonly words: string;
  readonly look: 'plain' | 'warn' | 'danger';
}

/** From so many days before its end on a token is worth a look: the first reminder comes then. */
const soonDays = 30;

/** When a token ends: `Expires in 14 d, on 2026-12-13.` In: the moment or null, now in ms. Out: null where it is not known. */
export function expiryWords(expiresAt: string | null, nowMs: number): ExpiryWords | null {
  if (expiresAt === null) return null;
  const leftMs = Date.parse(expiresAt) - nowMs;
  if (leftMs <= 0) {
    return { words: `Expired on ${dayText(expiresAt)}. Pushes fail until it is rotated.`, look: 'danger' };
  }
  const isSoon = leftMs <= soonDays * 24 * hourMs;
  return {
    words: `Expires in ${spanText(leftMs)}, on ${dayText(expiresAt)}.${isSoon ? ' Rotate before then.' : ''}`,
    look: isSoon ? 'warn' : 'plain',
  };
}

export interface TokenWords {
  readonly word: string;
  /** After the word: when it was made, and by whom. */
  readonly made: string | null;
  /** The line below. */
  readonly below: string;
  readonly action: 'Make…' | 'Rotate…';
  readonly look: 'plain' | 'warn';
}

const usedText = ({ createdAt, lastUsedAt }: ScimTokenState, nowMs: number): string => {
  if (lastUsedAt !== null) return `Last used ${relativeText(lastUsedAt, nowMs).replace(/^[JY]/, lower)}.`;
  return createdAt === null ? 'Last use not reported.' : 'Not used yet.';
};
const lower = (letter: string): string => letter.toLowerCase();

/** A token's state in words. In: the state, null where the tenant reports none; now in ms. */
export function tokenWords(token: ScimTokenState | null, nowMs: number): TokenWords {
  if (token === null) {
    return {
      word: 'Not reported',
      made: null,
      below: 'The tenant does not tell whether a token exists.',
      action: 'Make…',
      look: 'plain',
    };
  }
  if (token.state === 'none') {
    return {
      word: 'No token',
      made: null,
      below: 'The identity provider cannot push before it has one.',
      action: 'Make…',
      look: 'plain',
    };
  }
  if (token.state === 'unknown') {
    return {
      word: 'Not known',
      made: null,
      below: 'The rotation was cut off. Rotate again.',
      action: 'Rotate…',
      look: 'warn',
    };
  }
  if (token.state === 'lost') {
    return {
      word: 'Lost',
      made: null,
      below: 'It was made here and never copied, so nobody has it. Rotate again.',
      action: 'Rotate…',
      look: 'warn',
    };
  }
  const { createdAt, createdBy, lastFour } = token;
  const made = createdAt === null ? null : `made ${dayText(createdAt)}${createdBy ? ` by ${createdBy}` : ''}`;
  const ends = lastFour === null ? '' : ` Ends in ${lastFour}.`;
  return {
    word: 'Active',
    made,
    below: `${usedText(token, nowMs)}${ends} It could be copied once and is kept nowhere.`,
    action: 'Rotate…',
    look: 'plain',
  };
}

/** The line on the old token in the dialog that rotates it: `Made 2026-03-12, last used 26 h ago`. */
export function oldTokenText(old: ScimTokenState, nowMs: number): string {
  if (old.state === 'unknown') return 'Not known: the last rotation was cut off';
  if (old.state === 'lost') return 'Made here and never copied: nobody has it';
  const made = old.createdAt === null ? 'Age not reported' : `Made ${dayText(old.createdAt)}`;
  return `${made}, ${usedText(old, nowMs).replace(/^[LN]/, lower).replace(/\.$/, '')}`;
}
