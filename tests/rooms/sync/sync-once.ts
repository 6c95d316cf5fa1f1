import { openCacheHere } from '../../../src-main/cache/open-cache-here.ts';
import { cacheOperations } from '../../../src-main/cache-operations.ts';
import { createTenantClient } from '../../../src-main/tenant-api/create-tenant-client.ts';
import { Secret } from '../../../src-main/vault/secret.ts';
import { pull } from './copy-of.ts';

// Run as a process of its own, to be killed: syncs the tenant at argv[3] into the file at argv[2], once.
const [, , path = '', origin = ''] = process.argv;
const cache = openCacheHere(path, cacheOperations);
const client = createTenantClient({
  controlPlane: origin,
  token: new Secret('tfy-list-token-0123456789'),
  fetch,
  log: () => undefined,
});
process.stdout.write('began\n');
const pulled = await pull(cache, client);
client.close();
await cache.close();
process.stdout.write(pulled.ok ? 'done\n' : `failed ${pulled.failure.code}\n`);
