import { buildStage } from './build-stage.mjs';
import { lintStage } from './lint-stage.mjs';
import { playwrightStage } from './playwright-stage.mjs';
import { typesStage } from './types-stage.mjs';
import { vitestStage } from './vitest-stage.mjs';

/**
 * The stages of npm test, in their order: name → a function that runs the stage with its output in our terminal and
 * answers `{ passed, failed, skipped, remark }`.
 */
export const stages = new Map([
  ['types', typesStage],
  ['lint', lintStage],
  ['boundaries', () => vitestStage('boundaries')],
  ['unit', () => vitestStage('unit')],
  ['rooms', () => vitestStage('rooms')],
  ['build', buildStage],
  ['e2e', playwrightStage],
]);

/** The stages that the command line asks for, in the order of the table; `unknown` holds the names that are none. */
export function chosenStages(names) {
  const known = [...stages.keys()];
  const unknown = names.filter((name) => !stages.has(name));
  return { chosen: names.length === 0 ? known : known.filter((name) => names.includes(name)), unknown };
}
