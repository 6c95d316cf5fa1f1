/** Acts on one file one after the other; on different files side by side. */
export interface Turns {
  take<Value>(draftId: string, act: () => Promise<Value>): Promise<Value>;
  /** Resolves when all that was begun on a file has ended, however; null when nothing is under way. */
  ended(draftId: string): Promise<unknown> | null;
}

/** Makes turns for open files: a fix that is done in slices must not have another one between two of them. */
export function openTurns(): Turns {
  const latest = new Map<string, Promise<unknown>>();
  return {
    take: async (draftId, act) => {
      const turn = (latest.get(draftId) ?? Promise.resolve()).then(act);
      // How it ends is its own caller's to hear, not that of the next one.
      const end = turn.catch(() => undefined);
      latest.set(draftId, end);
      try {
        return await turn;
      } finally {
        if (latest.get(draftId) === end) latest.delete(draftId);
      }
    },
    ended: (draftId) => latest.get(draftId) ?? null,
  };
}
