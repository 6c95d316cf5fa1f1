export interface StageResult {
  name: string;
  passed: number;
  failed: number;
  skipped: number;
  seconds: number;
  remark: string;
}

export function resultTable(results: StageResult[]): string[];
export function lastLine(results: Pick<StageResult, 'passed' | 'failed' | 'skipped'>[]): string;
