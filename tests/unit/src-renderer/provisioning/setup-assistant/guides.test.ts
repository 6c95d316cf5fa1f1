import { describe, expect, test } from 'vitest';
import { idpField, setUpFactField } from '../../../../../src-contract/setup-assistant.ts';
import {
  factsOfStep,
  stepKinds,
} from '../../../../../src-renderer/screens/provisioning/setup-assistant/guide.ts';
import { guides } from '../../../../../src-renderer/screens/provisioning/setup-assistant/guides/guides.ts';
import { trapsToTell } from './traps.ts';

const all = Object.values(guides);

test('there is a guide for each provider, under its own name', () => {
  expect(Object.keys(guides)).toEqual(idpField.options);
  for (const [idp, guide] of Object.entries(guides)) expect(guide.idp).toBe(idp);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});

test('every fact ticks a step, and every step is ticked by facts that exist', () => {
  const used = Object.values(factsOfStep).flatMap(({ needs, minds }) => [...needs, ...minds]);
  for (const name of used) expect(setUpFactField.options).toContain(name);
  expect(new Set(used)).toEqual(new Set(setUpFactField.options));
  for (const kind of stepKinds) expect(factsOfStep[kind].needs.length).toBeGreaterThan(0);
});

describe.each(all)('the guide for $name', (guide) => {
  const fields = guide.steps.flatMap((step) => step.fields);
  const notes = guide.steps.flatMap((step) => step.notes);

  test('has every kind of step once, in order', () => {
    expect(guide.steps.map(({ kind }) => kind)).toEqual(stepKinds);
  });

  test('says where the SCIM URL, the token and userName go, and names the token without holding one', () => {
    const of = (...kinds: string[]): number => fields.filter(({ value }) => kinds.includes(value.of)).length;
    expect(of('scim-url', 'scim-url-with')).toBe(1);
    expect(of('token')).toBe(1);
    const address = guide.steps.find(({ kind }) => kind === 'address')?.fields ?? [];
    expect(address.some(({ value }) => value.of.startsWith('scim-url'))).toBe(true);
    const token = guide.steps.find(({ kind }) => kind === 'token')?.fields ?? [];
    expect(token.some(({ value }) => value.of === 'token')).toBe(true);
    expect(JSON.stringify(guide)).toMatch(/userName|unique identifier|emails\.primary|SCIM Username/i);
    expect(JSON.stringify(guide)).not.toMatch(/eyJ|[A-Za-z0-9_-]{40,}/);
  });

  test('says what is off at first, how soon it pushes, what unassigning and rotating do', () => {
    const isOffTold = guide.steps.some(({ switches }) => switches.length > 0);
    expect(isOffTold || notes.some(({ text }) => text.includes('off at first'))).toBe(true);
    for (const words of [guide.pace, guide.unassigning, guide.rotating, guide.log]) {
      expect(words.length).toBeGreaterThan(10);
    }
  });

  test('tells every known trap, each once', () => {
    const told = notes.map(({ trap }) => trap);
    expect(new Set(told).size).toBe(told.length);
    expect(told).toEqual(expect.arrayContaining([...(trapsToTell[guide.idp] ?? [])]));
    for (const trap of told) expect(trap.startsWith(`${guide.idp}-`)).toBe(true);
  });

  test('is written in short plain sentences', () => {
    const texts = [
      ...guide.steps.flatMap(({ title, switches }) => [title, ...switches]),
      ...notes.map(({ text }) => text),
      ...fields.map(({ label }) => label),
      guide.pace,
      guide.unassigning,
      guide.rotating,
    ];
    for (const text of texts) {
      expect(text).not.toMatch(/!|please|successfully|are you sure|oops|e-mail/i);
      expect(text.length).toBeLessThan(200);
      expect(text).toBe(text.trim());
    }
  });
});

test('what differs from provider to provider is as their documents say', () => {
  const addressOf = (idp: keyof typeof guides): readonly unknown[] =>
    guides[idp].steps.find(({ kind }) => kind === 'address')?.fields ?? [];
  expect(addressOf('entra')).toContainEqual({
    label: 'Tenant URL',
    value: { of: 'scim-url-with', ending: '?aadOptscim062020' },
  });
  expect(addressOf('okta')).toContainEqual({
    label: 'Unique identifier field for users',
    value: { of: 'text', text: 'email' },
  });
  expect(addressOf('ping')).toContainEqual({
    label: 'User Filter Expression',
    value: { of: 'text', text: 'userName eq "%s"' },
  });
  expect(guides.entra.pace).toContain('20 to 40 min');
  expect(guides.google.advice).toContain('just-in-time');
  expect(guides.keycloak.advice).toContain('just-in-time');
});
