import type { ScimCheck, ScimRun, VendorVerdict } from '../../../src-contract/scim-probe.ts';
import { clockText } from '../../kit/moment-text.ts';

/** These are shown although they passed: they say the most. */
const telling = new Set([
  'server-answers',
  'token-accepted',
  'people-readable',
  'groups-readable',
  'create-person',
  'deactivate',
  'remove-by-list',
  'cleaned-up',
]);

/** The checks that are shown before `Show all`: what did not pass, and the most telling ones. */
export function tellingChecks(checks: readonly ScimCheck[]): ScimCheck[] {
  return checks.filter(({ id, result }) => result === 'failed' || result === 'look' || telling.has(id));
}

/** `27 passed, 1 look, 2 skipped`. */
export function countWords(checks: readonly ScimCheck[]): string {
  const words = (['passed', 'look', 'failed', 'skipped'] as const).flatMap((result) => {
    const count = checks.filter((check) => check.result === result).length;
    return count === 0 ? [] : [`${count} ${result}`];
  });
  return words.join(', ');
}

/** `10:38, with a token you pasted. It was not kept.` */
export function runWords(run: ScimRun, nowMs: number): string {
  const token =
    run.tokenFrom === 'made' ? 'with the token just made' : 'with a token you pasted. It was not kept';
  const end = { running: '', done: '', cancelled: ' Cancelled.', broken: ' Broken off.' }[run.state];
  return `${clockText(run.startedAt, nowMs)}, ${token}.${end}`;
}

const verdictWords: Record<VendorVerdict['verdict'], string> = {
  works: 'Works',
  'works-with-a-switch': 'Works with a switch',
  breaks: 'Breaks here',
  'not-tried': 'Not tried',
};

/** A verdict and its reason, the reason without repeating the verdict. */
export function verdictText(verdict: VendorVerdict): { word: string; reason: string } {
  const reason = verdict.sentence
    .replace(/^Breaks here because /, '')
    .replace(/^Works with a switch: /, '')
    .replace(/^Works as it comes$/, '')
    .replace(/^Not tried, since /, '');
  return { word: verdictWords[verdict.verdict], reason: reason.charAt(0).toUpperCase() + reason.slice(1) };
}

/** `6 of 9 providers work`, for the line under the test. */
export function vendorCountWords(vendors: readonly VendorVerdict[]): string {
  const work = vendors.filter(
    ({ verdict }) => verdict === 'works' || verdict === 'works-with-a-switch',
  ).length;
  return `${work} of ${vendors.length} providers work`;
}
