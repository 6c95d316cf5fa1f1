import type { SwitchResult } from '../../../src-contract/provisioning.ts';
import { modeWords } from './mode-words.ts';

export interface SwitchResultWords {
  readonly look: 'ok' | 'warn' | 'danger';
  readonly title: string;
  readonly words: string;
}

/** How a switch ended, in words. In: the result, not running. */
export function switchResultWords(result: SwitchResult): SwitchResultWords {
  const { state, by, check, from, to, outcome } = result;
  const pair = `${modeWords[from].title} → ${modeWords[to].title}`;
  if (state === 'skipped') return { look: 'warn', title: 'Not switched.', words: outcome };
  if (state === 'failed') return { look: 'danger', title: 'It failed.', words: '' };
  if (state === 'not-known')
    return { look: 'warn', title: 'Not known whether it was switched.', words: outcome };
  const done = by === 'console' ? `${pair}, recorded.` : by === 'undo' ? `${pair}, put back.` : `${pair}.`;
  if (check === null) return { look: 'warn', title: done, words: 'The after-check could not be made.' };
  const differences = check.lines.filter(({ is }) => is === 'differs').length;
  if (differences === 0) return { look: 'ok', title: done, words: 'Everything is as predicted.' };
  return {
    look: 'warn',
    title: done,
    words: `${differences === 1 ? 'One figure differs' : `${differences} figures differ`} from what was predicted. Somebody may have joined, left or changed meanwhile.`,
  };
}

/** The line on the screen: `as predicted`, `2 differences`. */
export function switchResultShort({ state, check }: SwitchResult): string {
  if (state === 'running') return 'running';
  if (state === 'skipped') return 'not switched';
  if (state === 'failed') return 'failed';
  if (state === 'not-known') return 'not known';
  if (check === null) return 'not checked';
  const differences = check.lines.filter(({ is }) => is === 'differs').length;
  if (differences === 0) return 'as predicted';
  return differences === 1 ? '1 difference' : `${differences} differences`;
}
