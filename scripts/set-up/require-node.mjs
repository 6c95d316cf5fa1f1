// Imported first by every script: an old Node gets a sentence instead of a syntax error from a later import.
// package.json "engines" says the same number.
const wanted = [20, 19];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  console.error(`Tenantry needs Node ${wanted.join('.')} or newer; this is Node ${process.versions.node}.`);
  console.error(
    'What to do: install a newer Node (https://nodejs.org, or "nvm install 22") and run the command again.',
  );
  process.exit(1);
}
