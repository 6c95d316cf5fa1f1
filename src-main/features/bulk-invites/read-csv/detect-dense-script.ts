import type { Encoding } from '../../../../src-contract/bulk-invites.ts';

/**
 * Takes bytes that are not UTF-8; returns the encoding of a script without Latin letters, or null for a Latin one. In
 * names of Latin script a byte above 0x7f stands alone among ASCII letters; in Cyrillic, Japanese and Chinese they come
 * in runs. Statistics over so few letters (chardet) take such names for Romanian.
 */
export function detectDenseScript(sample: Uint8Array): Encoding | null {
  const text = Buffer.from(sample).toString('latin1');
  const high = text.match(/[\u0080-\u00ff]/g)?.length ?? 0;
  if (isShiftJis(sample, text, high)) return 'shift_jis';
  const runs = text.match(/[\u0080-\u00ff]{3,}/g) ?? [];
  const inRuns = runs.reduce((sum, run) => sum + run.length, 0);
  if (high === 0 || inRuns / high < 0.6) return null;
  if (isCyrillic(runs, inRuns)) return 'windows-1251';
  return /^[\u00a1-\u00fe]+$/.test(runs.join('')) ? 'gb18030' : null;
}

/** In Windows-1251 letters are 0xc0 to 0xff, small ones from 0xe0: names begin large and go on small. */
function isCyrillic(runs: readonly string[], length: number): boolean {
  const letters = runs.join('').match(/[\u00a8\u00b8\u00c0-\u00ff]/g)?.length ?? 0;
  const odd = runs.reduce((sum, run) => sum + (run.match(/[\u00e0-\u00ff][\u00c0-\u00df]/g)?.length ?? 0), 0);
  return letters / length > 0.9 && odd / length < 0.05;
}

/** Lead bytes 0x81 to 0x9f are hardly ever letters elsewhere, and every one must have its trail byte. */
function isShiftJis(sample: Uint8Array, text: string, high: number): boolean {
  const leads = text.match(/[\u0081-\u009f][\u0040-\u007e\u0080-\u00fc]/g)?.length ?? 0;
  if (high === 0 || leads / high < 0.3) return false;
  try {
    const end = Math.max(sample.lastIndexOf(10), 0);
    const decoded = new TextDecoder('shift_jis', { fatal: true }).decode(
      sample.subarray(0, end || sample.length),
    );
    const wide = decoded.match(/[\u3040-\u30ff\u4e00-\u9fff]/g)?.length ?? 0;
    return wide * 3 > high;
  } catch {
    // Not Shift-JIS: the decoder's refusal is the answer.
    return false;
  }
}
