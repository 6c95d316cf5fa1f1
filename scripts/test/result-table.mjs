/** The lines of the closing table: one row per stage, in columns. */
export function resultTable(results) {
  const rows = [
    ['stage', 'passed', 'failed', 'skipped', 'time', ''],
    ...results.map(({ name, passed, failed, skipped, seconds, remark }) => [
      name,
      String(passed),
      String(failed),
      String(skipped),
      `${seconds.toFixed(1)} s`,
      remark,
    ]),
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 || column === 5 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
      )
      .join('  ')
      .trimEnd(),
  );
}

/** The very last line of npm test, read by machines: `N passed, N failed, N skipped`. */
export function lastLine(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`;
}
