import { expect, it } from 'vitest';
import { describeFailure } from '../../../../../../src-contract/failure-catalogue.ts';
import { failed, ok } from '../../../../../../src-contract/outcome.ts';
import type { Cache } from '../../../../../../src-main/cache/cache-handles.ts';
import type { ShellDoors } from '../../../../../../src-main/features/feature-rooms.ts';
import { saveBackup } from '../../../../../../src-main/features/provisioning/rehearsal/save-backup.ts';

// A sync that ends between the comparison and the backup takes people away: the copy has nobody of them any more.
const emptied = { read: async () => ok([]) } as unknown as Cache;

it('F4: a backup without all who were compared is not saved, and so no switch is sent', async () => {
  const titles: string[] = [];
  const shell: Pick<ShellDoors, 'saveFile'> = {
    saveFile: async ({ title }) => {
      titles.push(title);
      return failed(describeFailure('file-not-saved'));
    },
  };
  const wish = { rehearsalId: 'r', list: 'everybody', base: 'halden' } as const;
  const doors = { cache: emptied, shell: shell as ShellDoors };
  expect(await saveBackup(doors, { ...wish, people: 3 })).toMatchObject({
    ok: false,
    failure: { code: 'plan-differs' },
  });
  expect(titles).toEqual([]);
  expect(await saveBackup(doors, { ...wish, people: 0 })).toMatchObject({
    failure: { code: 'file-not-saved' },
  });
  expect(titles).toHaveLength(1);
});
