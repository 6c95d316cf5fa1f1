import { expect, test } from 'vitest';
import { plainMarkdown } from '../../../../../../src-main/features/provisioning/rehearsal/checklist-text.ts';

test('names of a directory stay text in the document', () => {
  expect(plainMarkdown('[Bo](https://x) <img> `rm` | **b** #1')).toBe(
    '\\[Bo\\](https://x) \\<img\\> \\`rm\\` \\| \\*\\*b\\*\\* \\#1',
  );
  expect(plainMarkdown('Ada\nLovelace\u202Eevil')).toBe('Ada Lovelace evil');
  expect(plainMarkdown('ana_kovac@halden.example')).toBe('ana_kovac@halden.example');
});
