import type { Failure } from '../../../src-contract/outcome.ts';

/** As main's limit: what is larger is not even carried over. */
export const largestFileBytes = 64 * 1024 * 1024;

const base = { changed: 'Nothing was changed.', retryAt: null, field: null } as const;

/** A dropped file is larger than main takes. In: its name. */
export function fileTooLarge(fileName: string): Failure {
  return {
    ...base,
    code: 'file-too-large',
    sentence: `${fileName} is larger than 64 MB, too much to be dropped or pasted.`,
    next: 'Take Choose file for it: a file that is chosen there may be of any size.',
    detail: 'code file-too-large',
  };
}

/** What was dropped cannot be read: a folder, a file that is gone or locked. In: its name. */
export function fileUnreadable(fileName: string): Failure {
  return {
    ...base,
    code: 'file-unreadable',
    sentence: `${fileName} cannot be read. It may be a folder, or be open in another program.`,
    next: 'Close it in other programs, check that you may open it, then choose it again.',
    detail: 'code file-unreadable',
  };
}

/** Whether reading the same file once more may go better: it was locked, away or not permitted, and no longer is. */
export function mayTryAgain({ code }: Failure): boolean {
  return code === 'file-unreadable';
}
