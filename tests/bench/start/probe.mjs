import { app } from 'electron';

const now = () => performance.timeOrigin + performance.now();

/**
 * Runs in the main process before the app's own code, for both apps alike, and writes one line to stdout: the moments
 * (ms since 1970) at which main began, the app was ready, its window was made, and the page painted first and had the
 * wanted entry of its timeline. No debugger is attached and nothing is polled: the page's timeline is read once.
 */
export function tellMoments({ type, name }) {
  const moments = { main: now() };
  app.once('ready', () => {
    moments.ready = now();
  });
  app.once('web-contents-created', (_event, contents) => {
    moments.window = now();
    contents.once('dom-ready', async () => {
      moments.page = now();
      const read = (entry) => contents.executeJavaScript(waitForEntry(entry));
      const paint = { type: 'paint', name: 'first-contentful-paint' };
      moments.paint = await read(paint);
      moments.wanted = await read({ type, name });
      process.stdout.write(`${JSON.stringify({ moments })}\n`);
    });
  });
}

function waitForEntry({ type, name }) {
  return `new Promise((resolve) => {
    new PerformanceObserver((list, observer) => {
      const [entry] = list.getEntriesByName(${JSON.stringify(name)});
      if (entry === undefined) return;
      observer.disconnect();
      resolve(performance.timeOrigin + entry.startTime);
    }).observe({ type: ${JSON.stringify(type)}, buffered: true });
  })`;
}
