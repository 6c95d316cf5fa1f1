import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { z } from 'zod';
import { type ChannelName, channels, type Handlers } from '../../src-contract/channels.ts';
import { describeFailure } from '../../src-contract/failure-catalogue.ts';
import { failed, type Outcome } from '../../src-contract/outcome.ts';
import type { WriteLog } from '../log/write-log.ts';
import { answerCall } from './answer-call.ts';
import { callName } from './app-page.ts';

const envelope = z.strictObject({ channel: z.string().max(64), input: z.unknown() });

/** Where a call may come from: the top frame of a window that main made, showing the app's own page (B2). */
export type IsTrustedSender = (event: IpcMainInvokeEvent) => boolean;

/** The one registry: the only file that touches ipcMain (B1). Every call gets an outcome; nothing is thrown to the page.
 * The window opens before the files are; early calls wait for `ready`. */
export function answerCalls(ready: Promise<Handlers>, isTrusted: IsTrustedSender, log: WriteLog): void {
  ipcMain.handle(callName, async (event, payload: unknown): Promise<Outcome<unknown>> => {
    // Read before any await: a frame can be gone a moment later.
    if (!isTrusted(event)) {
      log('call refused', { code: 'sender' });
      return failed(describeFailure('input-invalid', { why: 'the caller is not the app' }));
    }
    const parsed = envelope.safeParse(payload);
    if (!parsed.success || !Object.hasOwn(channels, parsed.data.channel)) {
      log('call refused', { code: 'channel' });
      return failed(describeFailure('input-invalid', { why: 'unknown channel' }));
    }
    return answerCall(await ready, parsed.data.channel as ChannelName, parsed.data.input, log);
  });
}
