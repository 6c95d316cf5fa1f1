import type { Page } from '@playwright/test';

export interface Injection {
  readonly name: string;
  readonly ran: boolean;
  /** Why it did not: an exception, a reported violation of the policy, or nothing that could be seen. */
  readonly stoppedBy: string;
}

/** Tries ways to run code in the page or to send something out of it (A4), as hostile text that got in would. */
export function injectAll(page: Page, outside: string): Promise<Injection[]> {
  return page.evaluate(async (base) => {
    const here = globalThis as unknown as { hit: (name: string) => void };
    const ran = new Set<string>();
    here.hit = (name) => ran.add(name);
    const make = (tag: string, attributes: Record<string, string>, text = ''): HTMLElement => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      if (text !== '') element.appendChild(document.createTextNode(text));
      return document.body.appendChild(element);
    };
    const blob = (name: string, type: string): string =>
      URL.createObjectURL(new Blob([`hit('${name}')`], { type }));
    const ways: Record<string, () => unknown> = {
      'inline script': () => make('script', {}, "hit('inline script')"),
      'script from outside': () => make('script', { src: `${base}/script.js` }),
      'script from data:': () => make('script', { src: "data:text/javascript,hit('script from data:')" }),
      'script from blob:': () => make('script', { src: blob('script from blob:', 'text/javascript') }),
      'handler attribute': () => make('img', { src: 'x:', onerror: "hit('handler attribute')" }),
      innerHTML: () => {
        make('div', {}).innerHTML = `<img src="x:" onerror="hit('innerHTML')">`;
      },
      eval: () => (globalThis as unknown as { eval(code: string): unknown }).eval("hit('eval')"),
      'new Function': () => new Function("hit('new Function')")(),
      'timer from text': () => (setTimeout as unknown as (code: string) => void)("hit('timer from text')"),
      'javascript: link': () => make('a', { href: "javascript:hit('javascript: link')" }).click(),
      'document.write': () => document.write("<script>hit('document.write')</script>"),
      'module from data:': () => {
        const address: string = "data:text/javascript,hit('module from data:')";
        return import(address);
      },
      worker: () => new Worker(blob('worker', 'text/javascript')),
      frame: () => make('iframe', { srcdoc: "<script>parent.hit('frame')</script>" }),
      'frame from outside': () => make('iframe', { src: `${base}/frame` }),
      object: () => make('object', { data: `${base}/object`, type: 'text/html' }),
      'style element': () => {
        make('style', {}, '#styled { position: fixed; z-index: 7 }');
        if (getComputedStyle(make('div', { id: 'styled' })).zIndex === '7') here.hit('style element');
      },
      'style from outside': () => make('link', { rel: 'stylesheet', href: `${base}/style.css` }),
      fetch: () => fetch(`${base}/fetch`).then(() => here.hit('fetch')),
      beacon: () => navigator.sendBeacon(`${base}/beacon`, 'x'),
      socket: () => new WebSocket(`${base.replace('http', 'ws')}/socket`),
      image: () => make('img', { src: `${base}/image` }),
      form: () => (make('form', { action: `${base}/form`, method: 'post' }) as HTMLFormElement).submit(),
      base: () => {
        make('base', { href: `${base}/` });
        if (document.baseURI.startsWith(base)) here.hit('base');
      },
    };
    const aTurn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const results: { name: string; ran: boolean; stoppedBy: string }[] = [];
    for (const [name, way] of Object.entries(ways)) {
      const violations: string[] = [];
      const heard = (event: SecurityPolicyViolationEvent): unknown =>
        violations.push(event.effectiveDirective);
      document.addEventListener('securitypolicyviolation', heard);
      let thrown = '';
      // In a turn of its own: code that Playwright runs itself may evaluate text for as long as it is on the stack.
      await aTurn();
      try {
        await way();
      } catch (error) {
        thrown = error instanceof Error ? error.name : String(error);
      }
      await aTurn();
      // Navigations are refused in another process, whose word takes longer on a busy machine.
      for (let turn = 0; turn < 300 && thrown === '' && violations.length === 0; turn += 1) await aTurn();
      document.removeEventListener('securitypolicyviolation', heard);
      results.push({ name, ran: ran.has(name), stoppedBy: violations[0] ?? thrown });
    }
    return results;
  }, outside);
}
