/** What stands in place of a token: dots and its last four characters. The page never has more of it. */
export function maskedToken(lastFour: string): string {
  return `••••••••${lastFour}`;
}

/** Whole seconds until a moment, for a countdown: `12 s`. */
export function secondsText(moment: string, nowMs: number): string {
  return `${Math.max(0, Math.ceil((Date.parse(moment) - nowMs) / 1000))} s`;
}
