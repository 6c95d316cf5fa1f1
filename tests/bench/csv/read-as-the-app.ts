import { checkRole } from '../../../src-main/features/bulk-invites/check-role.ts';
import { checkUntil, openCheck } from '../../../src-main/features/bulk-invites/check-rows.ts';
import { checkTeams } from '../../../src-main/features/bulk-invites/check-teams.ts';
import type { Draft } from '../../../src-main/features/bulk-invites/draft.ts';
import { splitTeams } from '../../../src-main/features/bulk-invites/map-columns.ts';
import { openLook } from '../../../src-main/features/bulk-invites/read-csv/look-at-file.ts';
import {
  feedDraft,
  finishReading,
  openFile,
  readUntil,
} from '../../../src-main/features/bulk-invites/read-file.ts';
import { checkEmail, type EmailRules } from '../../../src-main/features/users/check-email.ts';

const sliceMs = 12;
const pieceBytes = 262_144;
const roles = [
  { name: 'tenant-admin', label: 'Admin' },
  { name: 'member', label: 'Member' },
];
const teams = new Map([['contractors', { name: 'contractors', managedBy: null }]]);
const domains = ['halden.example'];
// By hand too, a domain is looked at once.
const known: NonNullable<EmailRules['domains']> = new Map();

/** The rules for address, role and teams on the cells of one row; true when it could be sent. */
export function validateRow([email = '', , role = '', team = '']: readonly string[]): boolean {
  const found = checkEmail(email, { ownDomains: domains, lookAlikes: 'hold', domains: known });
  if (role !== '') checkRole(role, roles);
  if (team !== '') checkTeams(splitTeams(team), teams, 'no');
  return found.sendAs !== null;
}

export interface Measured {
  readMs: number;
  checkMs: number;
  longestSliceMs: number;
  ready: number;
  draft: Draft;
}

/** Reads and checks bytes as the app does a file. */
export function readAsTheApp(bytes: Buffer): Measured {
  return readInPieces(bytes.length, (at, length) => bytes.subarray(at, at + length));
}

/** Reads and checks a file as main and the cache thread do together, slice by slice. `read` gives its bytes. */
export function readInPieces(sizeBytes: number, read: (at: number, length: number) => Uint8Array): Measured {
  let longestSliceMs = 0;
  const slice = <Value>(act: () => Value): Value => {
    const began = performance.now();
    const value = act();
    longestSliceMs = Math.max(longestSliceMs, performance.now() - began);
    return value;
  };
  const began = performance.now();
  const look = openLook();
  for (let at = 0; at < sizeBytes; at += pieceBytes) {
    const piece = read(at, pieceBytes);
    slice(() => look.take(piece));
  }
  const seen = look.finish();
  const file = {
    draftId: 'd',
    tenantId: 't',
    fileName: 'a.csv',
    look: seen,
    defaultRole: 'member',
    tenants: [],
  };
  const opened = slice(() => openFile(file));
  if (!opened.ok) throw new Error(opened.failure.code);
  const draft = opened.value;
  let at = 0;
  for (let now = slice(() => readUntil(draft, 0)); now !== 'done'; ) {
    now = slice(() => {
      if (now === 'hungry') {
        const piece = read(at, pieceBytes);
        at += piece.length;
        feedDraft(draft, piece, at >= sizeBytes ? 'last' : 'more-follow');
      }
      return readUntil(draft, performance.now() + sliceMs / 2);
    });
  }
  if (slice(() => finishReading(draft)) !== null) throw new Error('nothing was read');
  const readAt = performance.now();
  const run = slice(() =>
    openCheck({
      facts: { signInWith: 'password', idpName: null, mode: 'invite-only', domains, defaultRole: 'member' },
      options: {
        passwordEmail: 'send',
        reactivate: 'no',
        update: 'no',
        createTeams: 'no',
        letterCase: 'lower',
        letters: 'ascii',
      },
      roles,
      teams,
      tenantSize: 0,
      findPeople: () => new Map(),
    }),
  );
  while (!slice(() => checkUntil(draft, run, performance.now() + sliceMs)));
  const checkedAt = performance.now();
  return {
    readMs: readAt - began,
    checkMs: checkedAt - readAt,
    longestSliceMs,
    ready: run.tally.counts.ready,
    draft,
  };
}
