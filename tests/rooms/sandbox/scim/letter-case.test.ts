import { expect, test } from 'vitest';
import { enterpriseUrn, idsOf, serveScim } from './serve-scim.ts';

test('RFC 7643 section 2.2: letter case is ignored in every script where caseExact is false, and counts where it is true', async () => {
  const { find, makeUser } = await serveScim();
  const asa = await makeUser('asa@halden.example', {
    displayName: 'ÅSA Öberg',
    externalId: 'ÅSA-1',
    title: 'Größe',
    emails: [{ value: 'åsa@öberg.example', type: 'privé' }],
    [enterpriseUrn]: { department: 'ОТДЕЛ Ё' },
  });
  const odysseus = await makeUser('odysseus@halden.example', {
    displayName: 'ΟΔΥΣΣΕΥΣ Νικόλαος',
    name: { familyName: 'ÑANDÚ' },
  });
  const kelvin = await makeUser('kelvin@halden.example', { displayName: 'Kelvin Thorne' });
  const cases: [string, (typeof asa)[]][] = [
    ['displayName eq "åsa öBERG"', [asa]],
    ['displayName sw "åsa"', [asa]],
    ['displayName co "A Ö"', [asa]],
    ['displayName ew "öBERG"', [asa]],
    ['displayName eq "åsa"', []],
    ['displayName eq "asa oberg"', []],
    ['displayName sw "οδυσσεύς"', []],
    ['displayName sw "οδυσσευς"', [odysseus]],
    ['displayName sw "οδυσσ"', [odysseus]],
    ['displayName co "ΝΙΚΌΛΑΟΣ"', [odysseus]],
    ['displayName sw "åsa" and displayName ne "ÅSA ÖBERG"', []],
    ['userName sw "asa@" and not (displayName eq "åsa öberg")', []],
    ['title eq "GRÖßE"', [asa]],
    ['emails.value eq "ÅSA@ÖBERG.example"', [asa]],
    ['emails eq "ÅSA@Öberg.EXAMPLE"', [asa]],
    ['emails[type eq "PRIVÉ" and value sw "Åsa"]', [asa]],
    ['name.familyName eq "ñandú"', [odysseus]],
    [`${enterpriseUrn}:department eq "отдел ё"`, [asa]],
    ['userName eq "Åsa@halden.example"', []],
    // The Kelvin sign is a capital k.
    ['displayName sw "\u212aelvin"', [kelvin]],
    ['externalId eq "ÅSA-1"', [asa]],
    ['externalId eq "åsa-1"', []],
    ['externalId sw "åsa"', []],
  ];
  for (const [filter, fits] of cases) {
    const { status, body } = await find('Users', filter);
    expect([filter, status, body.Resources?.map(({ id }) => id).sort()]).toEqual([
      filter,
      200,
      idsOf(...fits),
    ]);
  }
});
