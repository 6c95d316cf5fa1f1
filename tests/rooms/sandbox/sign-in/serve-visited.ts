import { serveSandbox } from '../serve-sandbox.ts';
import { openBrowser, type TestBrowser } from './browser.ts';

const firstPassword = 'halden-robotics';

/** A served tenant with browsers, its control port, and ways to somebody's sign-in. */
export async function serveVisited(...args: string[]) {
  const sandbox = await serveSandbox(...args);
  const { controlUrl } = sandbox.ready;
  if (controlUrl === undefined) throw new Error('this sandbox has no control port');
  const controlAt = (path: string) => `${controlUrl.replace(/\/$/u, '')}${path}`;

  async function control<Data>(method: string, path: string, body?: unknown): Promise<Data> {
    const response = await fetch(controlAt(path), {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const read = await response.json();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${read.message}`);
    return read;
  }

  /** Sets the tenant's clock forward. */
  const advance = (ms: number) => control('POST', '/clock', { advanceMs: ms });

  /** The link in the newest mail to this address. */
  async function newestLink(to: string): Promise<string> {
    const { data } = await control<{ data: { id: string }[] }>('GET', `/mails?to=${encodeURIComponent(to)}`);
    const mail = await control<{ data: { link: string } }>('GET', `/mails/${data[0]?.id}`);
    return mail.data.link;
  }

  /** Registers somebody with an invite, accepts it, and hands back their address. */
  async function acceptedPerson(email: string, password = firstPassword): Promise<string> {
    const page = `${sandbox.tenantUrl}/accept-invite`;
    const body = { email, sendInviteEmail: true, acceptInviteClientURL: page };
    await sandbox.call('POST', '/users/register', { body });
    const visitor = openBrowser();
    const form = await visitor.open(await newestLink(email));
    await visitor.submit(form, { name: 'Test Person', password, again: password });
    return email;
  }

  async function signInBrowser(email: string, password = firstPassword): Promise<TestBrowser> {
    const browser = openBrowser();
    const form = await browser.open(`${sandbox.tenantUrl}/sign-in`);
    await browser.submit(form, { email, password });
    return browser;
  }

  /** A call with neither token nor the checks of the API's description: for cookies and pages. */
  const api = (path: string) => `${sandbox.tenantUrl}/api/svc/v1${path}`;

  return { ...sandbox, control, controlAt, advance, newestLink, acceptedPerson, signInBrowser, api };
}
