import type { Page } from '@playwright/test';

/** Tries ways to take the window elsewhere or to open another one (A5). Out: how many were tried. */
export async function tryToLeave(page: Page, outside: string, folder: string): Promise<number> {
  const scripted = await page.evaluate(async (base) => {
    const link = (attributes: Record<string, string>): HTMLAnchorElement => {
      const element = document.createElement('a');
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      return document.body.appendChild(element);
    };
    const form = (attributes: Record<string, string>): void => {
      const element = document.createElement('form');
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      document.body.appendChild(element).submit();
    };
    const click = (element: Element, options: MouseEventInit = {}): unknown =>
      element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...options }));
    const blob = (): string => URL.createObjectURL(new Blob(['<h1>blob</h1>'], { type: 'text/html' }));
    const meta = (content: string): void => {
      const element = document.createElement('meta');
      element.httpEquiv = 'refresh';
      element.content = content;
      document.head.appendChild(element);
    };
    const navigation = (globalThis as unknown as { navigation: { navigate(url: string): unknown } })
      .navigation;
    const area = (): void => {
      const map = document.createElement('map');
      const element = document.createElement('area');
      element.href = `${base}/area`;
      document.body.appendChild(map).appendChild(element);
      element.click();
    };
    const ways: (() => unknown)[] = [
      () => link({ href: `${base}/link` }).click(),
      () => link({ href: `${base}/blank`, target: '_blank' }).click(),
      () => link({ href: `${base}/named`, target: 'named' }).click(),
      () => link({ href: `${base}/top`, target: '_top' }).click(),
      () => link({ href: `${base}/opener`, target: '_blank', rel: 'opener' }).click(),
      () => link({ href: `${base}/download`, download: 'file' }).click(),
      () => link({ href: blob(), download: 'blob' }).click(),
      () => link({ href: '#', ping: `${base}/ping` }).click(),
      () => click(link({ href: `${base}/ctrl` }), { ctrlKey: true }),
      () => click(link({ href: `${base}/shift` }), { shiftKey: true }),
      () => click(link({ href: `${base}/middle` }), { button: 1 }),
      () => link({ href: 'mailto:somebody@example.com' }).click(),
      () => link({ href: 'file:///etc/hostname' }).click(),
      () => link({ href: 'javascript:location="about:blank"' }).click(),
      () => area(),
      () => form({ action: `${base}/form` }),
      () => form({ action: `${base}/post`, method: 'post' }),
      () => form({ action: `${base}/target`, target: '_blank' }),
      () => meta(`0; url=${base}/meta`),
      () => meta('0; url=data:text/html,meta'),
      () => location.assign(`${base}/assign`),
      () => location.replace(`${base}/replace`),
      () => location.assign('data:text/html,data'),
      () => location.assign(blob()),
      () => location.assign('file:///etc/hostname'),
      () => location.assign('app://other/'),
      () => location.assign('app://main/elsewhere'),
      () => location.reload(),
      () => navigation.navigate(`${base}/navigate`),
      () => window.open(`${base}/open`),
      () => window.open(`${base}/popup`, 'popup', 'width=300,height=300'),
      () => window.open('about:blank'),
      () => window.open('data:text/html,opened'),
      () => window.open(blob()),
      () => window.open('app://main/'),
      () => window.open('javascript:1'),
    ];
    for (const way of ways) {
      try {
        await way();
      } catch {
        // Refused by throwing: that is what is hoped for.
      }
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    }
    return ways.length;
  }, outside);

  const real = await clickForReal(page, outside);
  await dropFile(page, `${folder}/dropped.html`);
  return scripted + real + 1;
}

/** The same with the trusted clicks of a hand, which may do what a script may not. */
async function clickForReal(page: Page, outside: string): Promise<number> {
  await page.evaluate((base) => {
    const element = document.createElement('a');
    element.href = `${base}/by-hand`;
    element.id = 'by-hand';
    element.textContent = 'by hand, by hand, by hand';
    Object.assign(element.style, { position: 'fixed', left: '300px', top: '300px', zIndex: '9999' });
    document.body.prepend(element);
  }, outside);
  // By the mouse itself: a locator's click would wait for the navigation that is refused.
  const click = (options: { button?: 'middle' } = {}) => page.mouse.click(320, 308, options);
  await click();
  await click({ button: 'middle' });
  for (const key of ['Control', 'Shift']) {
    await page.keyboard.down(key);
    await click();
    await page.keyboard.up(key);
  }
  const wasHit = await page.evaluate(() => document.elementFromPoint(320, 308)?.id === 'by-hand');
  if (!wasHit) throw new Error('the clicks did not reach the link');
  await page.evaluate(() => document.getElementById('by-hand')?.remove());
  return 4;
}

async function dropFile(page: Page, file: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', {
      type,
      x: 300,
      y: 300,
      data: { items: [], files: [file], dragOperationsMask: 1 },
    });
  }
  await session.detach();
}
