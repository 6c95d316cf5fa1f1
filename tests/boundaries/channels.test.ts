import { describe, expect, it } from 'vitest';
import { countChannels, findChannelGaps } from './find-channel-gaps.ts';
import { parseSource, readSources } from './source-file.ts';

const contract = parseSource(
  'src-contract/users.ts',
  "export const usersChannels = { 'users/read': channel({ kind: 'read', input: a, output: b }) };",
);
const list = parseSource('src-contract/channels.ts', 'export const channels = { ...usersChannels };');
const handlers = parseSource(
  'src-main/features/users/handlers.ts',
  "export const usersHandlers = (doors: Doors): Pick<Handlers, 'users/read'> => ({ 'users/read': async () => read(doors) });",
);
const caller = parseSource(
  'src-renderer/screens/users/A.tsx',
  "const { value } = useRead('users/read', { userId });",
);

describe('every channel has one handler and a caller', () => {
  it('holds for the whole contract', () => {
    const sources = readSources();
    expect(countChannels(sources)).toBeGreaterThan(20);
    expect(findChannelGaps(sources)).toEqual([]);
  });

  it('holds for a made-up feature that is whole', () => {
    expect(findChannelGaps([contract, list, handlers, caller])).toEqual([]);
  });

  it('finds a channel that is handled twice', () => {
    const second = { ...handlers, path: 'src-main/features/teams/handlers.ts' };
    const found = findChannelGaps([contract, list, handlers, second, caller]);
    expect(found).toEqual([expect.stringContaining('"users/read" has 2 handlers')]);
  });

  it('finds a channel without a handler', () => {
    expect(findChannelGaps([contract, list, caller])).toEqual([expect.stringContaining('has no handler')]);
  });

  it.each([
    ['nobody', "const name = 'users/other-word';"],
    ['types alone', "type A = OutputOf<'users/read'>;"],
  ])('finds a channel that is called by %s', (_who, text) => {
    const found = findChannelGaps([contract, list, handlers, parseSource('src-renderer/kit/a.ts', text)]);
    expect(found).toEqual([expect.stringContaining('is called by no screen')]);
  });

  it('does not take the list of stale reads for a caller', () => {
    const stale = parseSource('src-renderer/bridge/stale-reads.ts', "const ofUsers = ['users/read'];");
    expect(findChannelGaps([contract, list, handlers, stale])).toHaveLength(1);
  });

  it('finds a group of channels that the list leaves out', () => {
    const empty = parseSource('src-contract/channels.ts', 'export const channels = {};');
    expect(findChannelGaps([contract, empty, handlers, caller])).toEqual([
      expect.stringContaining('is not in the list'),
    ]);
  });

  it('finds a handler of something that was never declared', () => {
    const extra = parseSource(
      'src-main/features/users/more-handlers.ts',
      "const a = { 'users/shout': async () => 1 };",
    );
    expect(findChannelGaps([contract, list, handlers, caller, extra])).toEqual([
      expect.stringContaining('"users/shout" is handled but not declared'),
    ]);
  });
});
