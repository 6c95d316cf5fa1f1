import type { Request } from 'express';
import { statusProblem } from './scim-problem.ts';

/** Whether the client has this version already: answer 304 (RFC 7644 section 3.14, RFC 9110 section 13.1.2). */
export function isUnchanged(request: Request, tag: string): boolean {
  const known = request.get('if-none-match');
  return known !== undefined && names(known, tag);
}

/** 412 where the client means to change a version that is gone (RFC 9110 section 13.1.1; compared weakly, as all are). */
export function refuseOtherVersion(request: Request, tag: string): void {
  const meant = request.get('if-match');
  if (meant === undefined || names(meant, tag)) return;
  throw statusProblem(412, `The resource was changed meanwhile: its version is ${tag} now.`);
}

function names(header: string, tag: string): boolean {
  const plain = (text: string) => text.trim().replace(/^W\//u, '');
  return header.trim() === '*' || header.split(',').some((one) => plain(one) === plain(tag));
}
