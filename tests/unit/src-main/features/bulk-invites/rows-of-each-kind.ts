import type { BulkOptions } from '../../../../../src-contract/bulk-invites.ts';
import type { CheckAgainst } from '../../../../../src-main/features/bulk-invites/check-rows.ts';

const options: BulkOptions = {
  passwordEmail: 'send',
  reactivate: 'no',
  update: 'no',
  createTeams: 'no',
  letterCase: 'lower',
  letters: 'ascii',
};
/** A tenant of nobody, for checks. */
export const against: CheckAgainst = {
  facts: {
    signInWith: 'password',
    idpName: null,
    mode: 'invite-only',
    domains: ['halden.io'],
    defaultRole: 'member',
  },
  options,
  roles: [
    { name: 'tenant-admin', label: 'Admin' },
    { name: 'member', label: 'Member' },
  ],
  teams: new Map(),
  tenantSize: 100,
  findPeople: () => new Map(),
};
const kindsOfRows = [
  'a@x.no,member',
  'Twin@x.no,',
  'twin@x.no,Admin',
  'c@haldn.io,',
  'd@x.no; e@x.no,',
  'bad,',
];
/** How many rows the file has. */
export const rows = 280;
/** Lines of a file (email, role): good rows, twins, domains that look like the own one, two addresses in one, bad ones. */
export const lines = Array.from({ length: rows }, (_, at) => {
  const kind = kindsOfRows[at % kindsOfRows.length] ?? '';
  return kind.toLowerCase().startsWith('twin')
    ? kind.replace('@', `${at % 5}@`)
    : kind.replaceAll('@', `${at}@`);
});
