import { expect, test } from 'vitest';
import { checkGroupNames } from '../../../../../../src-main/features/provisioning/rehearsal/group-names.ts';

test('groups: only those that break the rule, each with a free name of its own', () => {
  const findings = checkGroupNames({
    exported: ['Field Crew', 'field crew', 'night-shift', 'ops', '!!!', 'a'.repeat(40)],
    teams: [
      { name: 'field-crew', madeByScim: false },
      { name: 'ops', madeByScim: false },
      { name: 'Vision_Partners', madeByScim: true },
    ],
  });
  const byName = Object.fromEntries(findings.map(({ name, ...rest }) => [name, rest]));
  expect(Object.keys(byName).sort()).toEqual(
    ['!!!', 'Field Crew', 'Vision_Partners', 'a'.repeat(40), 'field crew', 'ops'].sort(),
  );
  const proposals = findings.flatMap(({ proposal }) => proposal ?? []);
  expect(new Set(proposals).size).toBe(proposals.length);
  expect(proposals).not.toContain('field-crew');
  expect(byName['!!!']?.proposal).toBe(null);
  expect(byName.ops?.problem).toContain('made here by hand');
  expect(byName.Vision_Partners).toEqual({
    proposal: 'vision-partners',
    problem: expect.stringContaining('SCIM takes it'),
  });
});
