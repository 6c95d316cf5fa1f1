/**
 * Runs what has the same key one after another, in the order asked for; different keys run side by side. The platform
 * replaces a team whole and has no ETag, so two writers of one team, or of one person, must not overlap.
 */
export function createTurns(): <Output>(key: string, run: () => Promise<Output>) => Promise<Output> {
  const last = new Map<string, Promise<unknown>>();
  return (key, run) => {
    const before = last.get(key) ?? Promise.resolve();
    const mine = before.then(run, run);
    const settled = mine.catch(() => undefined);
    last.set(key, settled);
    void settled.then(() => {
      if (last.get(key) === settled) last.delete(key);
    });
    return mine;
  };
}
