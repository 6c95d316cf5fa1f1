import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Change } from '../../../src-contract/change.ts';
import { type ChannelName, channels, type InputOf, type OutputOf } from '../../../src-contract/channels.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { ShellDoors } from '../../../src-main/features/feature-rooms.ts';
import { joinRooms } from '../../../src-main/join-rooms.ts';
import { answerCall } from '../../../src-main/shell/answer-call.ts';
import { defaultSettings } from '../../../src-main/store/settings.ts';
import type { JoinedRooms } from '../../../src-main/surroundings.ts';
import { keepInMemory } from '../../../src-main/vault/keep-in-memory.ts';
import type { RunningSandbox } from '../harness/start-sandbox.ts';

export interface OpenedMain {
  folder: string;
  /** Every announcement so far. */
  heard: Change[];
  logged: string[];
  /** Calls a channel as the page does: parsed in, parsed out. */
  call<Name extends ChannelName>(name: Name, input: InputOf<Name>): Promise<Outcome<OutputOf<Name>>>;
  /** As `call`, for calls that must go well. */
  value<Name extends ChannelName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
  /** Connects a tenant, waits for its first sync, and answers its id. */
  connect(sandbox: RunningSandbox, environment?: 'production' | 'staging'): Promise<string>;
  /** Resolves with the first announcement, past or coming, that fits. */
  hear(fits: (change: Change) => boolean): Promise<Change>;
  close(): Promise<void>;
  remove(): void;
}

/**
 * The whole main process but Electron: real files in `folder`, the real cache thread, real HTTP by Node's fetch. Dialogs
 * answer as closed unless given; the vault is the one for computers without a keychain.
 */
export async function openMain(
  thread: URL,
  folder = mkdtempSync(join(tmpdir(), 'tenantry-main-')),
  dialogs: Partial<
    Pick<ShellDoors, 'chooseFile' | 'choosePlace' | 'saveFile' | 'copyText' | 'takeSecret'>
  > = {},
): Promise<OpenedMain> {
  const heard: Change[] = [];
  const logged: string[] = [];
  const listeners = new Set<(change: Change) => void>();
  const settings = new Map<string, unknown>(Object.entries(defaultSettings));
  const noSandbox = failed(describeFailure('sandbox-did-not-start', { why: 'not in this test' }));
  const joined: JoinedRooms = await joinRooms({
    folder,
    log: (event, fields) => logged.push(`${event} ${JSON.stringify(fields ?? {})}`),
    notices: [],
    announce: (change) => {
      heard.push(change);
      for (const listener of listeners) listener(change);
    },
    shell: {
      chooseFile: async () => ok(null),
      choosePlace: async () => null,
      saveFile: async () => ok(null),
      copyText: async () => undefined,
      copySecret: async () => undefined,
      takeSecret: async () => failed(describeFailure('clipboard-no-token')),
      clearCopiedSecret: async () => undefined,
      ...dialogs,
    },
    vault: keepInMemory(() => undefined),
    sandbox: {
      start: async () => noSandbox,
      stop: async () => undefined,
      drop: async () => undefined,
      openControls: async () => noSandbox,
    },
    settings: {
      get: ((key: string) => settings.get(key)) as never,
      set: ((key: string, value: unknown) => settings.set(key, value)) as never,
    },
    cacheThread: thread,
    network: { fetch },
    openInBrowser: async () => undefined,
    chooseScheme: () => undefined,
    versions: { app: '0.0.0', electron: '0.0.0', runtimeNote: null },
    startOn: 'last-tenant',
  });

  const call: OpenedMain['call'] = async (name, input) => {
    if (!Object.hasOwn(channels, name)) throw new Error(`no channel ${name}`);
    return (await answerCall(joined.handlers, name, input, (event, fields) =>
      logged.push(`${event} ${JSON.stringify(fields ?? {})}`),
    )) as Outcome<never>;
  };
  const value: OpenedMain['value'] = async (name, input) => {
    const outcome = await call(name, input);
    if (!outcome.ok) throw new Error(`${name}: ${outcome.failure.sentence} ${outcome.failure.detail}`);
    return outcome.value;
  };
  const hear: OpenedMain['hear'] = (fits) =>
    new Promise((resolve) => {
      const past = heard.find(fits);
      if (past !== undefined) return resolve(past);
      const listener = (change: Change): void => {
        if (!fits(change)) return;
        listeners.delete(listener);
        resolve(change);
      };
      listeners.add(listener);
    });

  return {
    folder,
    heard,
    logged,
    call,
    value,
    hear,
    connect: async (sandbox, environment = 'staging') => {
      const tenant = await value('tenants/connect', {
        controlPlane: sandbox.tenantUrl,
        tenantName: sandbox.tenantName,
        displayName: 'Halden Robotics',
        environment,
        token: sandbox.token,
      });
      await hear(
        ({ what, ...change }) =>
          what === 'sync' &&
          'status' in change &&
          change.status.tenantId === tenant.id &&
          change.status.phase === 'idle' &&
          change.status.lastSyncAt !== null,
      );
      return tenant.id;
    },
    close: () => joined.close(),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
