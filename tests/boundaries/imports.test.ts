import { describe, expect, it } from 'vitest';
import { findCycles } from './find-cycles.ts';
import { findForbiddenImports } from './find-forbidden-imports.ts';
import { findKeptNames } from './find-kept-names.ts';
import { edges } from './rooms.ts';
import { parseSource, readSources } from './source-file.ts';

const sources = readSources();

describe('who may import whom', () => {
  it('reads every room', () => {
    const rooms = new Set(sources.map(({ path }) => path.split('/')[0]));
    expect([...rooms].sort()).toEqual([
      'src-contract',
      'src-main',
      'src-preload',
      'src-renderer',
      'src-sandbox',
    ]);
  });

  it('holds in every file', () => {
    expect(findForbiddenImports(sources)).toEqual([]);
  });

  it('has a reason for every edge', () => {
    expect(edges.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });

  it.each([
    ['src-contract/a.ts', "import { readFile } from 'node:fs';", 'may not import node:fs'],
    [
      'src-contract/a.ts',
      "import type { A } from '../src-main/shell/a.ts';",
      'may not import src-main/shell/a.ts',
    ],
    ['src-preload/preload.ts', "import { z } from 'zod';", 'may not import the package "zod"'],
    ['src-renderer/App.tsx', "import { app } from 'electron';", 'may not import the package "electron"'],
    ['src-renderer/App.tsx', "import fs from 'fs';", 'may not import the package "fs"'],
    [
      'src-renderer/App.tsx',
      "const a = await import('../src-main/start.ts');",
      'may not import src-main/start.ts',
    ],
    [
      'src-renderer/screens/users/A.tsx',
      "import { B } from '../teams/B.tsx';",
      '"screens/users" may not import',
    ],
    [
      'src-renderer/screens/users/A.tsx',
      "export { B } from '../teams/B.tsx';",
      '"screens/users" may not import',
    ],
    ['src-renderer/kit/A.tsx', "import { z } from 'zod';", 'may not import the package "zod"'],
    ['src-main/shell/a.ts', "import type { A } from '../ledger/a.ts';", '"shell" may not import'],
    ['src-main/cache/a.ts', "type A = import('../sync/a.ts').A;", '"cache" may not import'],
    ['src-main/cache/a.ts', "const a = require('../sync/a.ts');", '"cache" may not import'],
    ['src-main/features/teams/a.ts', "import { a } from '../users/a.ts';", '"features/teams" may not import'],
    [
      'src-main/features/users/a.ts',
      "import { a } from '../../vault/a.ts';",
      '"features/users" may not import',
    ],
    [
      'src-main/features/users/a.ts',
      "import Database from 'better-sqlite3';",
      'the package "better-sqlite3"',
    ],
    [
      'src-main/features/users/users-rows.ts',
      "import type Database from 'better-sqlite3';",
      'better-sqlite3',
    ],
    [
      'src-main/sync/a.ts',
      "import { a } from '../features/users/deactivate-user.ts';",
      '"sync" may not import',
    ],
    [
      'src-main/cache-thread.ts',
      "import { a } from './ledger/open-ledger.ts';",
      '"cache-thread" may not import',
    ],
    ['src-main/ledger/a.ts', "import { a } from '../action/tenant-action.ts';", '(values)'],
    ['src-main/action/a.ts', "import { spawn } from 'node:child_process';", 'kept for nobody'],
    ['src-renderer/theme/css-variables-plugin.ts', "import { build } from 'vite';", 'the package "vite"'],
    ['src-main/join-rooms.ts', "import { z } from 'zod';", '"start" may not import the package'],
    ['src-main/tenant-api/a.ts', "import http2 from 'node:http2';", 'kept for nobody'],
    ['src-sandbox/a.ts', "import { a } from '../src-contract/a.ts';", '"sandbox" may not import'],
    ['src-main/newroom/a.ts', 'export const a = 1;', 'has no line in'],
  ])('finds a breach made up in %s: %s', (path, text, what) => {
    const found = findForbiddenImports([parseSource(path, text)]);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(what);
  });

  it.each([
    ['src-main/sync/a.ts', "import { a } from '../features/users/users-rows.ts';"],
    ['src-main/cache-thread.ts', "import { a } from './features/teams/teams-rows.ts';"],
    ['src-main/ledger/a.ts', "import type { A } from '../action/tenant-action.ts';"],
    ['src-renderer/App.tsx', "import { UsersScreen } from './screens/users/UsersScreen.tsx';"],
    ['src-renderer/screens/users/A.tsx', "import { call } from '../../bridge/call.ts';"],
  ])('lets the listed edges be, such as in %s', (path, text) => {
    expect(findForbiddenImports([parseSource(path, text)])).toEqual([]);
  });
});

describe('names that are kept for one place', () => {
  it('are used nowhere else', () => {
    expect(findKeptNames(sources)).toEqual([]);
  });

  it.each([
    ['src-main/features/users/a.ts', "import { ipcMain } from 'electron';", '"ipcMain" is kept for'],
    ['src-main/shell/a.ts', "import { BrowserWindow } from 'electron';", '"BrowserWindow" is kept for'],
    ['src-main/shell/a.ts', "import * as electron from 'electron';", '"*" is kept for nobody'],
    [
      'src-main/shell/a.ts',
      "import { safeStorage } from 'electron';",
      '"safeStorage" is kept for src-main/vault/',
    ],
    ['src-main/tenant-api/a.ts', "import { net } from 'electron';", '"net" is kept for nobody'],
    ['src-preload/second.ts', "import { ipcRenderer } from 'electron';", '"ipcRenderer" is kept for'],
    [
      'src-renderer/kit/A.tsx',
      'export const A = () => <p dangerouslySetInnerHTML={{ __html: a }} />;',
      'text',
    ],
    ['src-renderer/kit/a.ts', 'node.innerHTML = name;', 'innerHTML'],
    ['src-renderer/kit/a.ts', "node['outerHTML'] = name;", 'outerHTML'],
    ['src-renderer/kit/a.ts', "await fetch('x');", 'the page asks main'],
    ['src-renderer/kit/a.ts', "window.tenantry.call('a/b', {});", 'the bridge alone'],
    ['src-main/features/users/a.ts', 'const answer = await fetch(url);', 'tenant-api alone'],
    ['src-main/features/users/a.ts', 'setInterval(tick, 1000);', 'sync alone'],
    ['src-main/tenant-api/a.ts', 'const agent = { rejectUnauthorized: false };', 'TLS'],
    ['src-main/vault/a.ts', 'safe.setUsePlainTextEncryption(true);', 'seals nothing'],
  ])('finds a breach made up in %s: %s', (path, text, what) => {
    const found = findKeptNames([parseSource(path, text)]);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(what);
  });

  it('lets types and the kept places be', () => {
    const types = "import type { BrowserWindow, Session } from 'electron'; let fetchLike: typeof fetch;";
    expect(findKeptNames([parseSource('src-main/features/users/a.ts', types)])).toEqual([]);
    const preload = "import { contextBridge, ipcRenderer } from 'electron';";
    expect(findKeptNames([parseSource('src-preload/preload.ts', preload)])).toEqual([]);
  });
});

describe('circles of imports', () => {
  it('are in no room', () => {
    expect(findCycles(sources)).toEqual([]);
  });

  it('are found through three files', () => {
    const circle = [
      parseSource('src-main/sync/a.ts', "import { b } from './b.ts';"),
      parseSource('src-main/sync/b.ts', "import { c } from './inner/c.ts';"),
      parseSource('src-main/sync/inner/c.ts', "export { a } from '../a.ts';"),
    ];
    expect(findCycles(circle)).toEqual([
      'src-main/sync/a.ts → src-main/sync/b.ts → src-main/sync/inner/c.ts → src-main/sync/a.ts is a circle',
    ]);
    expect(findCycles(circle.slice(0, 2))).toEqual([]);
    const typesOnly = parseSource('src-main/sync/inner/c.ts', "import type { A } from '../a.ts';");
    expect(findCycles([...circle.slice(0, 2), typesOnly])).toEqual([]);
  });
});
