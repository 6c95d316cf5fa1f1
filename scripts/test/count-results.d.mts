export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export function countVitest(report: {
  testResults: { status: string; assertionResults: { status: string }[] }[];
}): Counts;

export function countPlaywright(report: {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
}): Counts;

export function judge(ending: { code: number; counts: Counts | undefined }): Counts & { remark: string };
