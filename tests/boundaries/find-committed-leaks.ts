import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Violation } from './violation.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const binary = /\.(png|jpe?g|gif|ico|icns|woff2?|ttf|sqlite|zip|gz|node)$/;

/** Folders of one machine. In parts, so that this file does not find itself. */
const machineFolders = ['work', 'root', 'tmp', 'home/[a-z]+', 'Users/[A-Za-z]+'];
const machinePath = new RegExp(`(?<![\\w.~$}/:-])/(${machineFolders.join('|')})/[\\w.-]`);

/** What tokens and keys look like; the shapes that tests make up on the spot are shorter. */
const secrets: ReadonlyMap<string, RegExp> = new Map([
  ['a signed token', /eyJ[\w-]{16,}\.eyJ[\w-]{16,}\.[\w-]{16,}/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['a bearer header', /bearer\s+(?!\$)[\w.~+/-]{24,}/i],
  ['a registry token', /\bnpm_[A-Za-z0-9]{30,}/],
  ['a code host token', /\b(gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,})/],
  ['a cloud key', /\bAKIA[0-9A-Z]{16}\b/],
]);

/** Every text file that is committed or about to be (git's own list), as path and text. */
export function committedTexts(): { path: string; text: string }[] {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: checkout,
    encoding: 'utf8',
  });
  return list
    .split('\n')
    .filter((path) => path !== '' && !binary.test(path))
    .filter((path) => existsSync(join(checkout, path)) && statSync(join(checkout, path)).isFile())
    .map((path) => ({ path, text: readFileSync(join(checkout, path), 'utf8') }));
}

/** Lines that name a folder of one machine or hold something that looks like a secret. The secret is not repeated. */
export function findCommittedLeaks(texts: readonly { path: string; text: string }[]): Violation[] {
  return texts.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, at) => {
      const found: Violation[] = [];
      if (machinePath.test(line)) found.push(`${path}:${at + 1} names a folder of one machine`);
      for (const [what, shape] of secrets) {
        const [secret] = shape.exec(line) ?? [];
        if (secret !== undefined && !isMadeUp(secret)) found.push(`${path}:${at + 1} holds ${what}`);
      }
      return found;
    }),
  );
}

// Tests of redaction need tokens of the right shape. One that says "canary", in clear or inside, is such a token.
function isMadeUp(secret: string): boolean {
  const parts = secret.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
  return [secret, ...parts].some((text) => text.includes('canary'));
}
