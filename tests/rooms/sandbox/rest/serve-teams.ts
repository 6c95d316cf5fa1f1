import { serveSandbox } from '../serve-sandbox.ts';

/** Serves a tenant, with calls that put, list and find teams. */
export async function serveTeams(...args: string[]) {
  const sandbox = await serveSandbox(...args);
  const put = (manifest: object, more: object = {}) =>
    sandbox.call('PUT', '/teams', { body: { manifest: { type: 'team', ...manifest }, ...more } });
  const list = async () => (await sandbox.call('GET', '/teams/user?limit=1000')).body.data;
  async function team(name: string) {
    const found = (await list()).find((row) => row.teamName === name);
    if (found === undefined) throw new Error(`no team ${name}`);
    return found;
  }
  return { ...sandbox, put, list, team };
}
