import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOnDisk, reasonOf } from '../../../../src-main/shell/file-on-disk.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-files-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const at = (name: string): string => join(folder, name);
const sentenceOf = async (path: string): Promise<string> => {
  const opened = await fileOnDisk(path).open();
  if (opened.ok) await opened.value.close();
  return opened.ok ? 'opened' : `${opened.failure.code}: ${opened.failure.sentence}`;
};

describe('condition 2: what cannot be read says why, and nothing hangs', () => {
  it('a folder', async () => {
    mkdirSync(at('people.csv'));
    expect(await sentenceOf(at('people.csv'))).toBe(
      'file-unreadable: people.csv cannot be read: it is a folder.',
    );
  });

  it('a file that is gone, and links that lead nowhere or round', async () => {
    symlinkSync(at('missing.csv'), at('dangling.csv'));
    symlinkSync(at('round.csv'), at('round.csv'));
    expect(await sentenceOf(at('missing.csv'))).toContain('it is not there any more');
    expect(await sentenceOf(at('dangling.csv'))).toContain('it is a link to a file that is not there');
    expect(await sentenceOf(at('round.csv'))).toContain('it is a link that leads back to itself');
  });

  it.skipIf(process.platform === 'win32')('pipes and devices, at once', async () => {
    execFileSync('mkfifo', [at('pipe.csv')]);
    symlinkSync('/dev/zero', at('zero.csv'));
    for (const name of ['pipe.csv', 'zero.csv']) {
      expect(await sentenceOf(at(name))).toContain('it is not a file');
    }
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('no permission', async () => {
    writeFileSync(at('kept.csv'), 'email\n');
    chmodSync(at('kept.csv'), 0);
    expect(await sentenceOf(at('kept.csv'))).toContain('you may not read or write here');
  });

  it('names what the system says where a test cannot bring it about', () => {
    const said = (code: string): string => reasonOf(Object.assign(new Error(code), { code }));
    expect(said('EBUSY')).toBe('another program holds it open');
    expect(said('EACCES')).toBe('you may not read or write here');
    expect(said('EIO')).toBe('the disk or the network drive does not answer');
    expect(reasonOf('?')).toBe('the system gave no reason');
  });
});

describe('condition 5: a file is read in pieces', () => {
  it('of the length asked for, and shorter at its end', async () => {
    writeFileSync(at('ten.csv'), '0123456789');
    const opened = await fileOnDisk(at('ten.csv')).open();
    if (!opened.ok) throw new Error(opened.failure.code);
    const { sizeBytes, read, close } = opened.value;
    const text = async (from: number, length: number): Promise<string> => {
      const piece = await read(from, length);
      return piece.ok ? Buffer.from(piece.value).toString() : piece.failure.code;
    };
    expect(sizeBytes).toBe(10);
    expect(await text(2, 4)).toBe('2345');
    expect(await text(8, 4)).toBe('89');
    expect(await text(20, 4)).toBe('');
    await close();
    expect(await text(0, 4)).toBe('file-unreadable');
  });
});
