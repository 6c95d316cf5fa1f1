import { app } from 'electron';

/** Switches that open a debugger, weaken TLS or write traffic to a file; none has a use in the app (A8). */
const refusedSwitches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'log-net-log',
  'ssl-key-log-file',
  'host-rules',
  'host-resolver-rules',
  'js-flags',
];

/**
 * Takes dangerous launch switches and variables away before anything reads them. Packaged builds only: tests and
 * development attach through some of them.
 */
export function stripLaunchSwitches(): void {
  if (!app.isPackaged) return;
  for (const name of refusedSwitches) app.commandLine.removeSwitch(name);
  delete process.env.SSLKEYLOGFILE;
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  delete process.env.NODE_EXTRA_CA_CERTS;
}
