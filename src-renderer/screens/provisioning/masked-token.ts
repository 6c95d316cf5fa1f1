/** What stands in place of a token: dots and its last four characters. The page never has more of it. */
export function maskedToken(lastFour: string): string {
  return `••••••••${lastFour}`;
}

/** Whole seconds until a moment, for a countdown: `12 s`. A page clock that lags a little never shows over 60. */
export function secondsText(moment: string, nowMs: number): string {
  return `${Math.min(60, Math.max(0, Math.ceil((Date.parse(moment) - nowMs) / 1000)))} s`;
}
