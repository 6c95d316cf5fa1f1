import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createMadeTokens } from '../../../../../src-main/features/provisioning/made-tokens.ts';
import { Secret } from '../../../../../src-main/vault/secret.ts';
import { createTurnedClock } from '../../tenant-api/turned-clock.ts';

const value = 'tfy_scim_canary_0123456789abcd';
const made = (tenantId: string) => ({
  tenantId,
  ssoId: 'sso-1',
  scimUrl: 'https://a.example/scim',
  token: new Secret(value),
});

describe('tokens just made', () => {
  test('are kept for five minutes and not a moment longer', async () => {
    const clock = createTurnedClock();
    const tokens = createMadeTokens(clock);
    const { tokenId, forgottenAt } = tokens.keep(made('t1'));
    expect(forgottenAt).toBe('2026-11-23T10:05:00.000Z');
    await clock.turn(299_999);
    expect(tokens.read(tokenId)).toMatchObject({ ok: true, value: { ssoId: 'sso-1' } });
    await clock.turn(1);
    expect(tokens.read(tokenId)).toMatchObject({ ok: false, failure: { code: 'token-gone' } });
  });

  test('are forgotten by id, by tenant and all at once', () => {
    const tokens = createMadeTokens(createTurnedClock());
    const [first, second, third, fourth] = ['t1', 't1', 't2', 't3'].map(
      (id) => tokens.keep(made(id)).tokenId,
    );
    tokens.forget(first ?? '');
    const kept = () => [first, second, third, fourth].map((id) => tokens.read(id ?? '').ok);
    expect(kept()).toEqual([false, true, true, true]);
    tokens.forgetTenant('t1');
    expect(kept()).toEqual([false, false, true, true]);
    tokens.forgetAll();
    expect(kept()).toEqual([false, false, false, false]);
  });

  test('never print', () => {
    const tokens = createMadeTokens(createTurnedClock());
    const read = tokens.read(tokens.keep(made('t1')).tokenId);
    expect(JSON.stringify(read) + inspect(read, { depth: 9, showHidden: true }) + String(read)).not.toContain(
      'canary',
    );
  });
});
