import { Interrupted } from './step-failure.mjs';

const parentCheckMs = 500;
const controller = new AbortController();
let isListening = false;

/** Aborted with an Interrupted as its reason as soon as the process was asked to stop. */
export const interruption = controller.signal;

/**
 * From now on SIGINT, SIGTERM and SIGHUP abort `interruption` instead of ending the process at once, so that running
 * steps can end their children and delete what is half made. A second signal ends the process in the usual way.
 * Under npm the end of npm counts as SIGTERM: npm passes a signal to its shell only, and we would stay behind alone.
 */
export function listenForInterruption() {
  if (isListening) return;
  isListening = true;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => controller.abort(new Interrupted(signal)));
  }
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    controller.abort(new Interrupted('SIGTERM'));
  }, parentCheckMs);
  timer.unref();
}

/** Throws the Interrupted when the process was asked to stop. To be called between two parts of a long step. */
export function stopIfInterrupted() {
  if (interruption.aborted) throw interruption.reason;
}
