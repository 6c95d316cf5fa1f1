import type { Change } from '../../src-contract/change.ts';
import type { Outcome } from '../../src-contract/outcome.ts';
import type { Tenant } from '../../src-contract/tenants.ts';
import type { Jobs } from '../action/jobs-door.ts';
import type { Cache } from '../cache/cache-handles.ts';
import type { Ledger } from '../ledger/ledger-handles.ts';
import type { TenantClient } from '../tenant-api/tenant-client.ts';
import type { Secret } from '../vault/secret.ts';

/** The doors that `start.ts` hands to every feature. */
export interface FeatureRooms {
  cache: Cache;
  ledger: Ledger;
  jobs: Jobs;
  /** The tenant as this computer knows it; fails with `tenant-gone`. */
  tenant(tenantId: string): Outcome<Tenant>;
  /** The signed-in client; fails with `tenant-gone` or `signed-out`. */
  client(tenantId: string): Outcome<TenantClient>;
  /** Tells the page that something changed. Only after the commit. */
  announce(change: Change): void;
}

/** Where a file lies that the admin chose. It is opened when it is read, and anew when it is read again. */
export interface FilePlace {
  fileName: string;
  /** Fails with `file-unreadable` and the reason. */
  open(): Promise<Outcome<OpenedFile>>;
}

export interface OpenedFile {
  sizeBytes: number;
  /** The bytes from an offset on: fewer than asked for at the end. Fails with `file-unreadable`. */
  read(at: number, length: number): Promise<Outcome<Uint8Array>>;
  close(): Promise<void>;
}

/** Main's own dialogs and clipboard, as a feature may use them. */
export interface ShellDoors {
  /** Shows the open dialog and reads the file; null when the admin closed it. */
  chooseFile(choice: {
    title: string;
    extensions: string[];
    maxBytes: number;
  }): Promise<Outcome<{ fileName: string; bytes: Uint8Array } | null>>;
  /** Shows the open dialog; null when the admin closed it. Nothing of the file is read yet, so it may be of any size. */
  choosePlace(choice: { title: string; extensions: string[] }): Promise<FilePlace | null>;
  /** Shows the save dialog and writes the text whole or not at all; null when the admin closed it. */
  saveFile(choice: {
    title: string;
    suggestedName: string;
    text: string;
  }): Promise<Outcome<{ fileName: string } | null>>;
  copyText(text: string): Promise<void>;
  /** Takes a secret from the clipboard, so that it never passes through the page. Fails with `clipboard-no-token`. */
  takeSecret(): Promise<Outcome<Secret>>;
  /** Copies a secret and clears the clipboard after `clearAfterMs` if it still holds it. */
  copySecret(secret: Secret, clearAfterMs: number): Promise<void>;
}
