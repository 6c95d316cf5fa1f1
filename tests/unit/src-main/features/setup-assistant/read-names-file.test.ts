import { expect, test } from 'vitest';
import { readNamesFile } from '../../../../../src-main/features/setup-assistant/read-names-file.ts';

const read = (text: string, fileName = 'groups.csv') =>
  readNamesFile({ fileName, bytes: new TextEncoder().encode(text) });

test.each([
  ['a list without a title', 'Field Crew\nVision\n', 'Groups', ['Field Crew', 'Vision']],
  ['a list with one', 'Group name\nField Crew\n', 'Group name', ['Field Crew']],
  ['semicolons', 'id;name;members\n1;Field Crew;3\n2;Vision;4\n', 'name', ['Field Crew', 'Vision']],
  [
    'quotes and empty cells',
    'displayName,mail\n"Vision, Partners",a@b.example\n,c@d.example\n',
    'displayName',
    ['Vision, Partners'],
  ],
  ['no known title', 'Abteilung,Leitung\nLager,Ada\n', 'Abteilung', ['Lager']],
])('%s', (_what, text, title, groups) => {
  const file = read(text);
  expect(file).toMatchObject({ ok: true });
  const columns = file.ok ? file.value.columns : [];
  expect(columns[file.ok ? file.value.likely : 0]).toEqual({ title, groups });
});

test('what is no CSV, empty, or over 20,000 rows is refused', () => {
  expect(read('%PDF-1.7 …', 'groups.pdf')).toMatchObject({ failure: { code: 'file-not-csv' } });
  expect(read('name\n')).toMatchObject({ failure: { code: 'file-empty' } });
  const many = `name\n${Array.from({ length: 20_001 }, (_, at) => `g${at}`).join('\n')}`;
  expect(read(many)).toMatchObject({ failure: { code: 'file-unreadable' } });
});
