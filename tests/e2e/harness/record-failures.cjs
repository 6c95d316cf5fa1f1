// Loaded into Electron's main process with -r, before the app's first line: Playwright attaches too late to hear what
// fails at start. Appends one JSON line per failure to the file that TENANTRY_FAILURES_FILE names.
const { appendFileSync } = require('node:fs');
const { app } = require('electron');

const file = process.env.TENANTRY_FAILURES_FILE;
const record = (where, text) => appendFileSync(file, `${JSON.stringify({ where, text })}\n`);
const textOf = (reason) => (reason instanceof Error ? reason.stack : String(reason));

process.on('uncaughtExceptionMonitor', (error) => record('main', textOf(error)));
process.on('unhandledRejection', (reason) => {
  record('main', textOf(reason));
  console.error('Unhandled rejection in main:', reason);
});

app.on('web-contents-created', (_event, contents) => {
  // Before Electron 35 the level was a number and came as an argument of its own.
  contents.on('console-message', (event, oldLevel, oldMessage) => {
    if (event.level === 'error' || oldLevel === 3) record('page', event.message ?? oldMessage);
  });
  contents.on('preload-error', (_event, _path, error) => record('preload', textOf(error)));
  contents.on('render-process-gone', (_event, { reason }) =>
    record('page', `render process gone: ${reason}`),
  );
});
