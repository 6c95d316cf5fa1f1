import { expect, test } from 'vitest';
import { helpText } from '../../../src-sandbox/help-text.ts';
import { BadOptions, optionTable, readOptions } from '../../../src-sandbox/read-options.ts';

test('without arguments it is the drawn company on a random port', () => {
  expect(readOptions([])).toEqual({
    users: 1284,
    seed: 1,
    port: 0,
    token: undefined,
    memberToken: undefined,
    file: undefined,
    reset: 'never',
    tenantName: 'sandbox',
    latencyMs: 0,
    profile: 'full',
    sso: 'sso',
    mode: undefined,
    emptyTeams: 'refuse',
    output: 'lines',
    withParent: false,
    controlPort: 0,
    idp: undefined,
    idpEveryMs: undefined,
  });
});

test('every option is read', () => {
  const text =
    '--users 1000000 --seed 7 --port 8080 --token admin-token --member-token member-token --file t.sqlite --reset ' +
    '--tenant-name halden --latency 20 --published-only --no-sso --mode invite-only --empty-teams --json --with-parent --no-control';
  expect(readOptions(text.split(' '))).toEqual({
    users: 1_000_000,
    seed: 7,
    port: 8080,
    token: 'admin-token',
    memberToken: 'member-token',
    file: 't.sqlite',
    reset: 'always',
    tenantName: 'halden',
    latencyMs: 20,
    profile: 'published',
    sso: 'no-sso',
    mode: 'invite-only',
    emptyTeams: 'accept',
    output: 'json',
    withParent: true,
    controlPort: 'none',
    idp: undefined,
    idpEveryMs: undefined,
  });
});

test.each([
  ['--users 0', '--users must be between 1 and 1000000'],
  ['--users 1000001', '--users must be between 1 and 1000000'],
  ['--users many', '--users must be a whole number'],
  ['--port 65536', '--port must be between 0 and 65535'],
  ['--latency -1', "Option '--latency' argument is ambiguous"],
  ['--idp ping', '--idp must be one of okta, okta-put, entra, entra-scim062020, jumpcloud'],
  ['--idp okta --idp-every soon', '--idp-every must be such as 30s, 5m or 1h'],
  ['--idp-every 30s', '--idp-every needs --idp'],
  ['--idp okta --no-control', '--idp with --no-control would never push, as nobody could tell it to'],
  ['--idp okta --no-sso', '--idp needs SSO, so it cannot stand with --no-sso'],
  ['--idp okta --users 100001', '--idp is for tenants of up to 100000 people'],
  ['--mode ldap', '--mode must be scim, jit or invite-only'],
  ['--no-sso --mode scim', '--mode scim needs SSO, so it cannot stand with --no-sso'],
  ['--tenant-name Not_A_Name', '--tenant-name must have lower-case letters, digits or hyphens'],
  ['--token short', 'a token must have 8 or more letters, digits or . _ ~ + / = -'],
  ['--token same-token --member-token same-token', '--token and --member-token must differ'],
  ['--control-port 65536', '--control-port must be between 0 and 65535'],
  ['--control-port 1 --no-control', '--control-port and --no-control cannot stand together'],
  ['--no-such-option', "Unknown option '--no-such-option'"],
  ['extra', "Unexpected argument 'extra'"],
])('%s is refused in one line', (text, sentence) => {
  const read = () => readOptions(text.split(' '));
  expect(read).toThrow(BadOptions);
  expect(read).toThrow(sentence);
  expect(read).not.toThrow(/\n/);
});

test('the help explains every option, on one screen', () => {
  const explained = [...helpText.matchAll(/^ {2}--([a-z-]+)/gmu)].map(([, name]) => name).sort();
  expect(explained).toEqual([...Object.keys(optionTable), 'help'].sort());
  expect(helpText.split('\n').length).toBeLessThan(36);
  expect(Math.max(...helpText.split('\n').map((line) => line.length))).toBeLessThan(120);
});
