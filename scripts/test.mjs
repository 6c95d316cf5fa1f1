import './set-up/require-node.mjs';
import { interruption } from './set-up/interruption.mjs';
import { setUp } from './set-up.mjs';
import { makeMemoryFolder } from './test/memory-folder.mjs';
import { lastLine, resultTable } from './test/result-table.mjs';
import { chosenStages, stages } from './test/stages.mjs';

// npm test [-- stage …]: every stage runs, also after one that failed; the exit code is 1 when anything failed.
const { chosen, unknown } = chosenStages(process.argv.slice(2));
if (unknown.length > 0) {
  console.error(`There is no stage ${unknown.join(', ')}. The stages are: ${[...stages.keys()].join(', ')}.`);
  process.exit(2);
}
await setUp();
const inMemory = process.env.TMPDIR === undefined ? makeMemoryFolder() : undefined;
if (inMemory !== undefined) process.env.TMPDIR = inMemory;

const results = [];
for (const name of chosen) {
  if (interruption.aborted) break;
  console.log(`\n── ${name}`);
  const startedAt = performance.now();
  const result = await runStage(name);
  results.push({ name, ...result, seconds: (performance.now() - startedAt) / 1000 });
}

console.log(`\n${resultTable(results).join('\n')}`);
if (interruption.aborted) console.log('Interrupted: the stages after this did not run.');
console.log(`\n${lastLine(results)}`);
process.exit(
  interruption.aborted ? interruption.reason.exitCode : results.some(({ failed }) => failed > 0) ? 1 : 0,
);

async function runStage(name) {
  try {
    return await stages.get(name)();
  } catch (error) {
    if (!interruption.aborted) console.error(error);
    return { passed: 0, failed: 1, skipped: 0, remark: 'crashed' };
  }
}
