/** A set-up step that could not be done. `message` says what failed, `why` the cause, `todo` what the person can do. */
export class StepFailure extends Error {
  constructor({ what, why, todo }) {
    super(what);
    this.name = 'StepFailure';
    this.why = why;
    this.todo = todo;
  }
}

/** The person (or the machine) asked to stop: SIGINT, SIGTERM or SIGHUP. `exitCode` follows the shell's 128 + n. */
export class Interrupted extends Error {
  constructor(signal) {
    super(`Interrupted by ${signal}`);
    this.name = 'Interrupted';
    this.exitCode = 128 + ({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }[signal] ?? 1);
  }
}
