import { expect, test } from 'vitest';
import { adminToken, serveSandbox } from '../serve-sandbox.ts';

test('a SCIM token sent to REST and an API token sent to SCIM are told to be mixed up; an unknown one is not', async () => {
  const { ready } = await serveSandbox();
  const { tenantUrl, scimUrl = '', scimToken = '' } = ready;
  const said = async (url: string, token: string) => {
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(401);
    return await answer.text();
  };
  const users = `${tenantUrl}/api/svc/v1/users`;
  expect(await said(users, scimToken)).toContain('This is the SCIM token');
  expect(await said(`${scimUrl}/Users`, adminToken)).toContain('This is the API token of a person');
  expect(await said(users, 'nobody-has-this')).not.toContain('SCIM');
  expect(await said(`${scimUrl}/Users`, 'nobody-has-this')).toContain('not valid, or no longer');
});

test('the provider of --idp asked for where there is none: how to have one', async () => {
  const { ready } = await serveSandbox();
  const answer = await fetch(`${ready.controlUrl}idp`);
  expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('--idp okta')]);
});
