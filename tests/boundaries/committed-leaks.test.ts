import { describe, expect, it } from 'vitest';
import { committedTexts, findCommittedLeaks } from './find-committed-leaks.ts';

const inFile = (text: string) => findCommittedLeaks([{ path: 'docs/a.md', text }]);
const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
// In parts, so that this file does not find itself.
const folder = (...names: string[]) => ['', ...names].join('/');

describe('committed files', () => {
  it('name no folder of one machine and hold no secret', () => {
    const texts = committedTexts();
    expect(texts.map(({ path }) => path)).toContain('package.json');
    expect(findCommittedLeaks(texts)).toEqual([]);
  });

  it.each([
    ['a working folder', `see ${folder('work', 'main')}`],
    ["root's home", `file://${folder('root', 'x')}`.replace('file://', '"')],
    ['a temporary file', `'${folder('tmp', 'x.log')}'`],
    ["somebody's home", `cd ${folder('home', 'ines', 'code')}`],
  ])('would be found with %s', (_what, text) => {
    expect(inFile(`first line\n${text}`)).toEqual(['docs/a.md:2 names a folder of one machine']);
  });

  it.each([
    ['a signed token', `${['eyJ', letters].join('')}.${['eyJ', letters].join('')}.${letters}`],
    ['a private key', ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' ')],
    ['a bearer header', `Authorization: ${['Bearer', letters].join(' ')}`],
    ['a registry token', ['npm', letters].join('_')],
    ['a code host token', ['ghp', letters].join('_')],
    ['a cloud key', ['AKIA', 'ABCDEFGHIJKLMNOP'].join('')],
  ])('would be found with %s, which is not repeated', (what, text) => {
    expect(inFile(text)).toEqual([`docs/a.md:1 holds ${what}`]);
  });

  it('may hold a token that says inside that it is made up', () => {
    const inside = Buffer.from('{"sub":"canary","more":"12345678"}').toString('base64url');
    expect(inFile(`${['eyJ', letters].join('')}.${inside}.${letters}`)).toEqual([]);
  });

  it.each(['https://a.example/root/x', 'path/tmp/x', 'a Bearer token', 'src/tmp/'])('may say %s', (text) => {
    expect(inFile(text)).toEqual([]);
  });
});
