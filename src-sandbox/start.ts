import { helpText } from './help-text.ts';
import { postToParent, watchParent } from './parent-link.ts';
import { BadOptions, readOptions, type SandboxOptions } from './read-options.ts';
import { type ReadyTenant, type ServedTenant, serveTenant } from './serve-tenant.ts';
import { UnusableTenantFile } from './store/tenant-file.ts';

/** Starts the sandbox tenant: exit 0 after a signal, 1 when it cannot be served, 2 for options it cannot follow. */
async function start(): Promise<void> {
  if (process.argv.slice(2).some((arg) => arg === '--help' || arg === '-h')) {
    console.log(helpText);
    return;
  }
  const options = optionsOrExit();
  let served: ServedTenant | undefined;
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    // Still seeding: nothing is served yet, and a half-made file is seeded anew next time.
    if (served === undefined) process.exit(0);
    served.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (options.withParent) watchParent(stop);
  served = await serveTenant(options);
  postToParent(served.ready);
  console.log(options.output === 'json' ? JSON.stringify(served.ready) : humanLines(served.ready));
}

function optionsOrExit(): SandboxOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof BadOptions)) throw error;
    console.error(`sandbox: ${error.message}`);
    process.exit(2);
  }
}

function humanLines(ready: ReadyTenant): string {
  return [
    `Sandbox tenant "${ready.tenantName}" with ${ready.users} people (seed ${ready.seed})`,
    `  address    ${ready.tenantUrl}`,
    `  token      ${ready.token}`,
    ...(ready.memberToken === undefined ? [] : [`  member's   ${ready.memberToken}`]),
    ...scimLines(ready),
    ...(ready.controlUrl === undefined ? [] : [`  control    ${ready.controlUrl}`]),
    'Ctrl C ends it.',
  ].join('\n');
}

function scimLines({ scimUrl, scimToken, mode }: ReadyTenant): string[] {
  if (scimUrl === undefined) return [];
  const caveat =
    mode === 'scim' ? [] : [`             (works in SCIM mode only; this tenant is in the mode ${mode})`];
  return [`  SCIM       ${scimUrl}`, `  its token  ${scimToken}`, ...caveat];
}

function fail(error: unknown): never {
  if (error instanceof UnusableTenantFile) console.error(`sandbox: ${error.message}`);
  else if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    console.error(`sandbox: ${placeOf(error)} is taken. Name another port, or 0 for a free one.`);
  } else if (error instanceof Error && 'code' in error) {
    console.error(`sandbox: it could not be served (${String(error.code)}): ${error.message}`);
  } else console.error('sandbox: it could not be served', error);
  process.exit(1);
}

function placeOf(error: Error): string {
  return 'port' in error ? `port ${String(error.port)}` : 'the port';
}

start().catch(fail);
