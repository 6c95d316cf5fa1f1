import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findPageFile, listPageFiles } from '../../../../src-main/shell/page-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'tenantry-page-'));
mkdirSync(join(folder, 'renderer/assets'), { recursive: true });
writeFileSync(join(folder, 'secret.js'), 'outside');
writeFileSync(join(folder, 'renderer/index.html'), '<!doctype html>');
writeFileSync(join(folder, 'renderer/assets/main.js'), 'export {}');
writeFileSync(join(folder, 'renderer/assets/main.js.map'), '{}');
const table = listPageFiles(join(folder, 'renderer'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('A3: the app protocol serves its fixed table only', () => {
  it('serves the page and its parts', () => {
    expect(findPageFile(table, 'app://main/')?.file).toBe(join(folder, 'renderer/index.html'));
    expect(findPageFile(table, 'app://main/#/users')?.contentType).toContain('text/html');
    expect(findPageFile(table, 'app://main/assets/main.js')?.file).toBe(
      join(folder, 'renderer/assets/main.js'),
    );
  });

  it('refuses 200 tricks to get out of it', () => {
    const ups = [
      '..',
      '%2e%2e',
      '%2E.',
      '.%2e',
      '..%2f..',
      '%252e%252e',
      '..\\..',
      '..%5c',
      '....',
      '. .',
      '%c0%ae%c0%ae',
      '..;',
    ];
    const slashes = ['/', '//', '%2f', '\\', '%5c', '/./', '%00/', '/%0a/'];
    const targets = ['secret.js', 'etc/passwd'];
    const tricks = ups.flatMap((up) =>
      slashes.flatMap((slash) => targets.map((target) => `app://main/${up}${slash}${target}`)),
    );
    tricks.push(
      'app://other/index.html',
      'app://main:80/index.html',
      'app://user@main/index.html',
      'app://MAIN/index.html',
      'app://main/index.html?x=1',
      'app://main/assets/main.js%00.html',
      'app://main/assets/main.js.map',
      'app://main//index.html',
      'app://main/assets/../index.html',
      'file:///etc/passwd',
      'https://main/index.html',
      'app:index.html',
    );
    expect(tricks.length).toBeGreaterThanOrEqual(200);
    for (const trick of tricks) expect(findPageFile(table, trick), trick).toBeNull();
  });
});
