/** Whether windows can be shown: always outside Linux, there when X11 or Wayland is announced. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** The command and arguments that run a program with a display: itself, or xvfb-run's virtual screen around it. */
export function withDisplay(command, args) {
  if (hasDisplay()) return { command, args };
  return { command: 'xvfb-run', args: ['-a', '-s', '-screen 0 1600x1000x24', command, ...args] };
}

/** Chromium refuses to run as root with its sandbox. Only scripts and the test harness pass this, never the app. */
export function rootArguments() {
  return process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : [];
}

/** Says aloud that Chromium's sandbox is off, when rootArguments switches it off. */
export function sayWhyNoSandbox(say) {
  if (rootArguments().length > 0) {
    say(
      "Note: running as root, so Chromium's sandbox is off (--no-sandbox). Use an ordinary user for real work.",
    );
  }
}
