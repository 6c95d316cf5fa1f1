import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { builtProgram } from '../../harness/programs.ts';

const root = resolve(import.meta.dirname, '../../../..');

/** The lines to paste of each numbered part of the walk, the one for jq left out. */
function partsOfTheWalk(): string[][] {
  const text = readFileSync(join(root, 'docs/sandbox.md'), 'utf8');
  const numbered = text.split(/^## /mu).filter((part) => /^\d\. /u.test(part));
  return numbered.map((part) =>
    part.split('\n').flatMap((line) => {
      const pasted = /^ {4}(\S.*)$/u.exec(line)?.[1];
      return pasted === undefined || pasted.includes('jq -r') ? [] : [pasted];
    }),
  );
}

test.skipIf(process.platform === 'win32')(
  'every line of the walk through docs/sandbox.md does in a shell what the text says',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tenantry-walk-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const parts = partsOfTheWalk();
    expect(parts).toHaveLength(8);
    const script = [
      'set -m',
      "trap 'kill $(jobs -p) 2>/dev/null' EXIT",
      // In place of npm, which would look for a build first: the arguments behind `run -s sandbox --` go to the sandbox itself.
      `npm() { shift 4; '${process.execPath}' '${fileURLToPath(builtProgram('sandbox'))}' --users 60 "$@"; }`,
      ...parts.flatMap((lines) => [...lines, 'echo; echo =====']),
    ];
    const { stdout } = await promisify(execFile)('bash', ['--norc', '-c', script.join('\n')], {
      cwd: folder,
      timeout: 90_000,
    });
    const [start, invite, reset, device, clock, fault, scim, jit] = stdout.split('=====');
    expect(start).toMatch(/"total":60[\s\S]*http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/\s*$/u);
    expect(invite).toMatch(/\{\}\s+http:\/\/127\.0\.0\.1:\d+\/accept-invite\?inviteCode=[\w-]{32}\s*$/u);
    expect(reset).toMatch(/\{\}\s+http:\/\/127\.0\.0\.1:\d+\/reset-password\?code=[\w-]{32}\s*$/u);
    expect(device).toMatch(/\/authorize\/device\?userCode=[A-Z-]+\s+\{\} 202\s*$/u);
    expect(clock).toMatch(/accept-invite\?inviteCode=[\w-]{32}\s+\{"data":\{"now":/u);
    expect(fault).toMatch(/SERVICE_UNAVAILABLE"\} 503\s[\s\S]* 200\s[\s\S]*"email":\d+,[\s\S]*\{\}\s*$/u);
    expect(scim).toMatch(/"totalResults":1,[\s\S]*"active":false/u);
    const states = [...(scim ?? '').matchAll(/"end":"(whole|stopped)"/gu)].map(([, end]) => end);
    expect(states.at(-1)).toBe('whole');
    expect(states).toContain('stopped');
    expect(jit).toContain('"email":"you@halden.example"');
  },
  120_000,
);
