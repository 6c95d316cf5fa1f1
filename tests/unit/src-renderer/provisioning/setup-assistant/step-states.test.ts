import { describe, expect, test } from 'vitest';
import {
  type SetUp,
  type SetUpFact,
  type SetUpFactName,
  setUpFactField,
} from '../../../../../src-contract/setup-assistant.ts';
import {
  groupNamesIn,
  scimUrlProblem,
  urlWith,
} from '../../../../../src-renderer/screens/provisioning/setup-assistant/field-text.ts';
import { guides } from '../../../../../src-renderer/screens/provisioning/setup-assistant/guides/guides.ts';
import {
  doneWords,
  stepStates,
} from '../../../../../src-renderer/screens/provisioning/setup-assistant/step-states.ts';

const usedAt = '2026-11-23T10:00:00.000Z';
const { okta } = guides;

function setUpWith(
  facts: Partial<Record<SetUpFactName, SetUpFact['state']>>,
  rest: SetUpFact['state'] = 'done',
): SetUp {
  const each = (name: SetUpFactName): SetUpFact => ({ state: facts[name] ?? rest, sentence: name, at: null });
  return {
    tenantId: 't',
    idp: 'okta',
    idpIs: 'chosen',
    connection: null,
    facts: Object.fromEntries(setUpFactField.options.map((name) => [name, each(name)])) as SetUp['facts'],
    toRename: [],
    moreToRename: 0,
    seenGroups: 0,
    readAt: usedAt,
  };
}
const statesOf = (setUp: SetUp): string[] => stepStates(okta, setUp).map(({ state }) => state);

describe('steps', () => {
  test('with nothing told yet, the first is current and the others wait', () => {
    expect(statesOf(setUpWith({}, 'waiting'))).toEqual([
      'current',
      'waiting',
      'waiting',
      'waiting',
      'waiting',
      'waiting',
    ]);
  });

  test('with a token that nothing used, the address is current', () => {
    const setUp = setUpWith({ sso: 'done', mode: 'done', token: 'done' }, 'waiting');
    expect(statesOf(setUp)).toEqual(['done', 'current', 'waiting', 'waiting', 'waiting', 'waiting']);
    expect(doneWords(stepStates(okta, setUp))).toBe('1 of 6 done');
  });

  test('switches wait for the first leaver', () => {
    expect(statesOf(setUpWith({ deactivation: 'waiting' }))).toEqual([
      'done',
      'done',
      'done',
      'current',
      'done',
      'done',
    ]);
  });

  test('a name that breaks the rule, or a test that failed, makes its step amber', () => {
    const setUp = setUpWith({ 'group-names': 'look', test: 'look' });
    expect(statesOf(setUp)).toEqual(['done', 'done', 'look', 'done', 'look', 'done']);
    expect(stepStates(okta, setUp)[2]?.told[0]?.sentence).toBe('test');
  });

  test('what was not tested yet holds nothing up', () => {
    expect(statesOf(setUpWith({ test: 'waiting', pushes: 'waiting' }))).toEqual(Array(6).fill('done'));
  });

  test('where the control plane tells no token, the steps say so and the rest goes on', () => {
    const untold = setUpWith({ sso: 'not-told', token: 'not-told', 'token-used': 'not-told' });
    expect(statesOf(untold)).toEqual(['not-told', 'not-told', 'not-told', 'done', 'done', 'not-told']);
    expect(doneWords(stepStates(okta, untold))).toBe('2 of 6 done, 4 not told here');
  });
});

test.each([
  ['https://a.example/scim/v2/t/s', '', 'https://a.example/scim/v2/t/s'],
  ['https://a.example/scim/v2/t/s//', '', 'https://a.example/scim/v2/t/s'],
  ['https://a.example/scim/v2/t/s/', '?aadOptscim062020', 'https://a.example/scim/v2/t/s?aadOptscim062020'],
  ['https://a.example/s?x=1', '?aadOptscim062020', 'https://a.example/s?x=1&aadOptscim062020'],
])('%s with %s', (url, ending, pasted) => {
  expect(urlWith(url, ending)).toBe(pasted);
});

test('pasted lines are names; of a table the first column', () => {
  expect(groupNamesIn(' Field Crew \r\n\nVision\tpartners\n  \nA, B')).toEqual([
    'Field Crew',
    'Vision',
    'A, B',
  ]);
});

test.each([
  ['https://platform.example/api/svc/v1/scim/v2/acme/sso1', null],
  ['http://127.0.0.1:4000/api/svc/v1/scim/v2/acme/sso1', null],
  ['http://platform.example/api/svc/v1/scim/v2/acme/sso1', /https/],
  ['https://platform.example/api/svc/v1/scim/v2/acme/sso1/Users', /Without \/Users/],
  ['https://admin:secret@platform.example/scim/v2/acme', /password/],
  ['https://platform.example/settings', /\/scim\//],
  ['platform.example', /no address/],
])('the typed address %s', (text, words) => {
  if (words === null) expect(scimUrlProblem(text)).toBeNull();
  else expect(scimUrlProblem(text)).toMatch(words);
});
