import type { CheckRun } from './check-rows.ts';
import type { Draft, OwnFinding } from './draft.ts';
import { PlainKind } from './plain-kind.ts';
import type { KeyOf } from './row-groups.ts';

/** What a row came to by itself, put together where only its kind is kept; undefined when it was not looked at yet. */
export function ownOf(draft: Draft, run: CheckRun, index: number): OwnFinding | undefined {
  const kept = run.own.get(index);
  return kept instanceof PlainKind ? kept.ownOf(draft.rows.at(index)?.cell(kept.emailColumn) ?? '') : kept;
}

/** What a row came to, but for its address, which may be left out. */
export function wishesOf(run: CheckRun, index: number): Readonly<OwnFinding> | undefined {
  const kept = run.own.get(index);
  return kept instanceof PlainKind ? kept.common : kept;
}

/** The address of a row as two are compared; null when it has none. */
export function keyAt(draft: Draft, run: CheckRun, index: number): string | null {
  const kept = run.own.get(index);
  if (kept instanceof PlainKind) return draft.rows.at(index)?.cell(kept.emailColumn) ?? null;
  return kept?.key ?? null;
}

/** The same as a function, for the groups. */
export function keysOf(draft: Draft, run: CheckRun): KeyOf {
  return (index) => keyAt(draft, run, index);
}

/** The rows of an address, in file order. */
export function membersOf(draft: Draft, run: CheckRun, key: string | null): readonly number[] {
  return run.groups.membersOf(key ?? '', keysOf(draft, run));
}
