/** A page as a browser without scripts sees it. */
export interface SeenPage {
  readonly status: number;
  readonly url: string;
  readonly text: string;
  readonly headers: Headers;
  /** Where the answer leads to, when it leads on and was not followed. */
  readonly location: string | null;
}

export interface TestBrowser {
  open(url: string): Promise<SeenPage>;
  /** Sends the form of this page whose action ends so (else its only one), with these fields filled in. */
  submit(page: SeenPage, fields: Record<string, string>, action?: string): Promise<SeenPage>;
  /** Only asks, and follows nothing. */
  ask(url: string, init?: RequestInit): Promise<SeenPage>;
  cookie(): string;
}

/**
 * A browser made of fetch and a cookie jar: it follows redirects on loopback and sends forms with all their hidden
 * fields, which is all that the sandbox's pages need.
 */
export function openBrowser(): TestBrowser {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');

  async function ask(url: string, init: RequestInit = {}): Promise<SeenPage> {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, ...(jar.size === 0 ? {} : { cookie: cookie() }) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      const isOver = /max-age=0|expires=thu, 01 jan 1970/iu.test(line);
      if (isOver) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const text = await response.text();
    const { status, headers } = response;
    return { status, url, text, headers, location: headers.get('location') };
  }

  async function follow(url: string, init?: RequestInit): Promise<SeenPage> {
    let page = await ask(url, init);
    for (let hops = 0; page.location !== null && hops < 12; hops += 1) {
      page = await ask(new URL(page.location, page.url).href);
    }
    return page;
  }

  return {
    open: (url) => follow(url),
    submit(page, fields, action) {
      const forms = [
        ...page.text.matchAll(/<form[^>]*method="post"[^>]*action="([^"]*)"[^>]*>(.*?)<\/form>/gsu),
      ];
      const form = forms.find(([, target = '']) => action === undefined || target.endsWith(action));
      if (form === undefined) throw new Error(`no such form in the page ${page.status} ${page.url}`);
      const [, target = '', inside = ''] = form;
      const body = new URLSearchParams();
      for (const [, name = '', value = ''] of inside.matchAll(
        /type="hidden" name="([^"]*)" value="([^"]*)"/gu,
      )) {
        body.set(name, unescaped(value));
      }
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      return follow(new URL(unescaped(target), page.url).href, { method: 'POST', body });
    },
    ask,
    cookie,
  };
}

const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function unescaped(text: string): string {
  return text.replace(/&([\w#]+);/gu, (all, name: string) => signs[name] ?? all);
}
