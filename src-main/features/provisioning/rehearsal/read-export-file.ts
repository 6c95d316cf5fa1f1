import { randomUUID } from 'node:crypto';
import { describeFailure } from '../../../../src-contract/failure-catalogue.ts';
import { largestExportBytes } from '../../../../src-contract/largest-export.ts';
import type { IdpExport } from '../../../../src-contract/mode-rehearsals.ts';
import { failed, type Outcome, ok } from '../../../../src-contract/outcome.ts';
import type { Cache } from '../../../cache/cache-handles.ts';
import type { ProvisioningDoors } from '../provisioning-doors.ts';
import { keepExport, openExportFile, readExportSlice } from './rehearsal-rows.ts';

/**
 * Has the cache thread read an export of an identity provider and keep it as the one of its tenant. Fails with
 * `file-too-large`, `file-empty`, `file-not-csv` or `export-without-email`; then the one before stays.
 */
export async function readExportFile(
  cache: Cache,
  file: { tenantId: string; fileName: string; bytes: Uint8Array },
): Promise<Outcome<IdpExport>> {
  const { tenantId, fileName } = file;
  if (file.bytes.byteLength > largestExportBytes)
    return failed(describeFailure('file-too-large', { file: fileName }));
  const fileId = randomUUID();
  // A buffer of its own: a shared one would take other data along.
  const bytes = new ArrayBuffer(file.bytes.byteLength);
  new Uint8Array(bytes).set(file.bytes);
  const opened = await cache.read(openExportFile, { fileId, tenantId, fileName, bytes });
  if (!opened.ok) return opened;
  for (;;) {
    const slice = await cache.read(readExportSlice, { fileId });
    if (!slice.ok) return slice;
    if (slice.value.isDone) return cache.read(keepExport, { fileId });
  }
}

/** Lets the admin choose an export in main's own dialog. Null when it was closed. Fails as `readExportFile` does. */
export async function chooseExport(
  { cache, shell }: Pick<ProvisioningDoors, 'cache' | 'shell'>,
  tenantId: string,
): Promise<Outcome<{ export: IdpExport | null }>> {
  const chosen = await shell.chooseFile({
    title: 'Choose an export of the identity provider',
    extensions: ['csv', 'tsv', 'txt'],
    maxBytes: largestExportBytes,
  });
  if (!chosen.ok) return chosen;
  if (chosen.value === null) return ok({ export: null });
  const read = await readExportFile(cache, { tenantId, ...chosen.value });
  return read.ok ? ok({ export: read.value }) : read;
}
