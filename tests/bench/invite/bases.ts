import type { TenantClient } from '../../../src-main/tenant-api/tenant-client.ts';

const api = '/api/svc/v1';

/** One call as the official SDK makes it: a body of its own, headers of its own, the whole answer read. No SDK is installed. */
async function callOnce(origin: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`${origin}${api}${path}`, {
    method,
    headers: {
      Authorization: 'Bearer made-up',
      'Content-Type': 'application/json',
      Accept: 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
  return answer.json();
}

const register = (origin: string, email: string): Promise<unknown> =>
  callOnce(origin, 'POST', '/users/register', { email, sendInviteEmail: false });

/** A script that invites one person after the other and looks at nothing. */
export async function registerInSequence(origin: string, emails: readonly string[]): Promise<void> {
  for (const email of emails) await register(origin, email);
}

/** The same with so many calls at a time, as p-limit has it. */
export async function registerAtOnce(
  origin: string,
  emails: readonly string[],
  atOnce: number,
): Promise<void> {
  await inLanes(emails, atOnce, (email) => register(origin, email));
}

/** Our own client, with its throttle, and nothing stored: what the journal is measured against. */
export async function registerUnstored(
  client: TenantClient,
  emails: readonly string[],
  atOnce: number,
): Promise<void> {
  await inLanes(emails, atOnce, async (email) => {
    const registered = await client.registerUser({ email, passwordEmail: 'do-not-send' });
    if (!registered.ok) throw new Error(registered.failure.sentence);
  });
}

/** People into teams as a script does it: each person registered, looked up, given the role, and put into their team by a read and a write of it. */
export async function naiveTeams(
  origin: string,
  people: readonly { email: string; role: string; team: string }[],
): Promise<void> {
  for (const { email, role, team } of people) {
    await register(origin, email);
    await callOnce(
      origin,
      'GET',
      `/users?query=${encodeURIComponent(email)}&limit=100&offset=0&showInvalidUsers=false`,
    );
    await callOnce(origin, 'PATCH', '/users/roles', { email, roles: [role], resourceType: 'account' });
    const listed = (await callOnce(origin, 'GET', '/teams/user?limit=100&offset=0')) as {
      data: { manifest: { name: string; members: string[] } }[];
    };
    const found = listed.data.find(({ manifest }) => manifest.name === team);
    const members = [...(found?.manifest.members ?? []), email];
    await callOnce(origin, 'PUT', '/teams', {
      manifest: { type: 'team', name: team, members, managers: [] },
    });
  }
}

async function inLanes<Item>(
  items: readonly Item[],
  atOnce: number,
  act: (item: Item) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (;;) {
      const item = items[next++];
      if (item === undefined) return;
      await act(item);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
