import { serveVisited } from '../sign-in/serve-visited.ts';

export type Mode = 'scim' | 'jit' | 'invite-only';
export const modes: readonly Mode[] = ['scim', 'jit', 'invite-only'];

const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** What a SCIM answer holds that the tests read. */
export interface ScimAnswer {
  readonly status: number;
  readonly body: { readonly id?: string; readonly detail?: string };
}

/** A tenant with everybody who could make people in it: the directory's pushes, tokens of the provider, an admin. */
export async function serveMode(...args: string[]) {
  const sandbox = await serveVisited(...args);
  const { scimUrl = '', scimToken = '' } = sandbox.ready;

  async function scim(method: string, path: string, body?: object): Promise<ScimAnswer> {
    const answer = await fetch(`${scimUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${scimToken}`, 'content-type': 'application/scim+json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? {} : JSON.parse(text) };
  }

  /** The directory makes somebody. */
  const push = (email: string) =>
    scim('POST', '/Users', {
      schemas: [userSchema],
      userName: email,
      externalId: `00u-${email}`,
      emails: [{ value: email, primary: true, type: 'work' }],
      displayName: 'Made By Sync',
      active: true,
    });

  const setActive = (id: string, active: boolean) =>
    scim('PATCH', `/Users/${id}`, {
      schemas: [patchSchema],
      Operations: [{ op: 'replace', path: 'active', value: active }],
    });

  const pushGroup = (displayName: string, ids: readonly string[]) =>
    scim('POST', '/Groups', {
      schemas: [groupSchema],
      displayName,
      members: ids.map((value) => ({ value })),
    });

  /** Somebody signs in with a good token of the provider; answers the status. */
  async function comeByToken(email: string): Promise<number> {
    const { token } = await sandbox.control<{ token: string }>('POST', '/idp/token', { email });
    return (await sandbox.call('GET', '/session', { token })).status;
  }

  const switchTo = (mode: Mode) => sandbox.call('PUT', '/settings/provisioning', { body: { mode } });
  const isHere = async (email: string) => (await sandbox.everybody()).some((user) => user.email === email);
  const teamNames = async () =>
    (await sandbox.call('GET', '/teams/user?limit=1000')).body.data.map(({ teamName }) => teamName);
  const mailsTo = async (email: string) =>
    (await sandbox.control<{ data: unknown[] }>('GET', `/mails?to=${encodeURIComponent(email)}`)).data.length;

  return { ...sandbox, scim, push, setActive, pushGroup, comeByToken, switchTo, isHere, teamNames, mailsTo };
}
