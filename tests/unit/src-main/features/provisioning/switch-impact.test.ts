import { describe, expect, test } from 'vitest';
import type { ProvisioningMode } from '../../../../../src-contract/provisioning.ts';
import {
  type ImpactFacts,
  switchAcknowledgement,
  switchImpact,
} from '../../../../../src-main/features/provisioning/switch-impact.ts';

const facts: ImpactFacts = {
  idp: 'Okta',
  defaultRole: 'Member',
  scimPeople: 1042,
  scimAdmins: 19,
  scimTeams: 31,
  jitPeople: 118,
  openInvites: 57,
  silentForMs: null,
};
const modes: ProvisioningMode[] = ['scim', 'jit', 'invite-only'];
const pairs = modes.flatMap((from) => modes.filter((to) => to !== from).map((to) => [from, to] as const));

describe('what a switch of the mode does', () => {
  test.each(pairs)('%s to %s says what stops, starts and stays, with counts', (from, to) => {
    const { figures, stops, starts, stays, warnings } = switchImpact(from, to, facts);
    expect(figures.length).toBeGreaterThanOrEqual(2);
    for (const list of [stops, starts, stays, warnings]) {
      expect(list.every((sentence) => sentence.length > 10 && !sentence.includes('undefined'))).toBe(true);
    }
    expect(Math.min(stops.length, starts.length, stays.length)).toBeGreaterThanOrEqual(1);
    expect(stays[0]).toContain('Everyone keeps status, role, teams and access.');
    expect(switchAcknowledgement(from, to, facts)).toMatch(/\w/);
  });

  test('away from SCIM reads as in the design', () => {
    const impact = switchImpact('scim', 'jit', facts);
    expect(impact.figures).toEqual([
      { count: 1042, label: 'people become unmanaged', list: 'scim-people' },
      { count: 19, label: 'of them are admins', list: 'scim-admins' },
      { count: 31, label: 'teams stop syncing', list: 'scim-teams' },
      { count: 57, label: 'open invites', list: 'open-invites' },
    ]);
    expect(impact.stops).toEqual([
      'Okta can no longer deactivate leavers',
      'Group changes in Okta no longer reach teams',
      'The SCIM token; Okta will report errors',
    ]);
    expect(impact.starts).toEqual([
      'New people appear at their first SSO sign-in, as Member in no team',
      'Admins can edit the 1,042 people here',
    ]);
    expect(impact.stays[0]).toBe(
      'Everyone keeps status, role, teams and access. 31 teams keep their members as they are now. You can switch back; Okta then has to push everyone once.',
    );
    expect(switchAcknowledgement('scim', 'jit', facts)).toBe('Provisioning is turned off in Okta');
  });

  test('a silent SCIM is warned of, with how long', () => {
    const impact = switchImpact('scim', 'invite-only', { ...facts, silentForMs: 26 * 3_600_000 });
    expect(impact.warnings[0]).toContain('SCIM has been silent for 26 h.');
    expect(impact.stops).toContain('New people in Okta no longer appear here');
  });

  test('towards JIT nobody becomes managed, and whoever may sign in gets in', () => {
    const impact = switchImpact('invite-only', 'jit', facts);
    expect(JSON.stringify(impact)).not.toContain('managed');
    expect(impact.warnings).toEqual(['Whoever may sign in through Okta gets in without an invite.']);
  });
});
