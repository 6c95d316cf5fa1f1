import { type SourceFile, textOf, visit } from './source-file.ts';
import { type Violation, violationAt } from './violation.ts';

/** What Electron exports and who alone may use it as a value (types are free). A name without a line is for nobody. */
const electronNames: Readonly<Record<string, readonly string[]>> = {
  app: ['src-main/start.ts', 'src-main/shell/'],
  BrowserWindow: ['src-main/shell/open-main-window.ts'],
  clipboard: ['src-main/shell/'],
  contextBridge: ['src-preload/preload.ts'],
  dialog: ['src-main/start.ts', 'src-main/shell/'],
  ipcMain: ['src-main/shell/answer-calls.ts'],
  ipcRenderer: ['src-preload/preload.ts'],
  Menu: ['src-main/shell/'],
  nativeTheme: ['src-main/start.ts', 'src-main/shell/'],
  powerMonitor: ['src-main/start.ts', 'src-main/shell/'],
  protocol: ['src-main/start.ts', 'src-main/shell/'],
  safeStorage: ['src-main/vault/'],
  screen: ['src-main/shell/'],
  session: ['src-main/start.ts', 'src-main/shell/'],
  shell: ['src-main/shell/'],
  utilityProcess: ['src-main/shell/'],
};

interface KeptName {
  name: string;
  /** In which folders the rule looks. */
  within: string;
  allowed: readonly string[];
  reason: string;
}

const everywhere = 'src-';
const page = 'src-renderer/';
const main = 'src-main/';

/** Globals, properties and switches that nobody may name, but for the listed files. */
const keptNames: readonly KeptName[] = [
  { name: 'dangerouslySetInnerHTML', within: everywhere, allowed: [], reason: 'directory data is text' },
  { name: 'innerHTML', within: everywhere, allowed: [], reason: 'directory data is text' },
  { name: 'outerHTML', within: everywhere, allowed: [], reason: 'directory data is text' },
  { name: 'insertAdjacentHTML', within: everywhere, allowed: [], reason: 'directory data is text' },
  { name: 'eval', within: everywhere, allowed: [], reason: 'the page runs without unsafe-eval' },
  { name: 'rejectUnauthorized', within: everywhere, allowed: [], reason: 'TLS is never weakened' },
  { name: 'setCertificateVerifyProc', within: everywhere, allowed: [], reason: 'TLS is never weakened' },
  { name: 'setUsePlainTextEncryption', within: everywhere, allowed: [], reason: 'it seals nothing' },
  {
    name: 'clearInvalidConfig',
    within: everywhere,
    allowed: ['src-main/store/'],
    reason: 'damaged settings are never emptied',
  },
  { name: 'openPath', within: everywhere, allowed: [], reason: 'main opens no files of others' },
  {
    name: 'fetch',
    within: main,
    allowed: ['src-main/tenant-api/', 'src-main/start.ts'],
    reason: 'tenant-api alone touches the network',
  },
  { name: 'fetch', within: page, allowed: [], reason: 'the page asks main' },
  { name: 'XMLHttpRequest', within: page, allowed: [], reason: 'the page asks main' },
  { name: 'WebSocket', within: everywhere, allowed: [], reason: 'tenant-api alone touches the network' },
  { name: 'EventSource', within: everywhere, allowed: [], reason: 'tenant-api alone touches the network' },
  {
    name: 'tenantry',
    within: page,
    allowed: ['src-renderer/bridge/'],
    reason: 'the bridge alone talks to main',
  },
  {
    name: 'setInterval',
    within: main,
    allowed: ['src-main/sync/', 'src-main/ledger/look-after-ledger.ts'],
    reason: 'sync alone, and the care of the ledger, have timers that repeat',
  },
];

/** Uses of Electron's exports, globals and switches outside of the files that they are kept for. */
export function findKeptNames(files: readonly SourceFile[]): Violation[] {
  return files.flatMap((file) => [...wrongElectronNames(file), ...wrongNames(file)]);
}

function wrongElectronNames(file: SourceFile): Violation[] {
  return file.imports
    .filter(({ specifier }) => specifier === 'electron' || specifier.startsWith('electron/'))
    .flatMap(({ names, line }) =>
      names
        .filter((name) => !isIn(electronNames[name] ?? [], file.path))
        .map(
          (name) =>
            `${file.path}:${line} Electron's "${name}" is kept for ${electronNames[name]?.join(', ') ?? 'nobody'}`,
        ),
    );
}

// An identifier or a string: `window.tenantry`, `node.innerHTML`, `{ rejectUnauthorized: false }` and `x['eval']` alike.
function wrongNames(file: SourceFile): Violation[] {
  const rules = keptNames.filter(
    ({ within, allowed }) => file.path.startsWith(within) && !isIn(allowed, file.path),
  );
  const found: Violation[] = [];
  visit(file.program, (node) => {
    if (node.type.startsWith('TS') && !wrapsExpression.has(node.type)) return 'skip';
    const text = textOf(node);
    const rule = text === undefined ? undefined : rules.find(({ name }) => name === text);
    if (rule !== undefined)
      found.push(violationAt(file, node, `"${rule.name}" is not used here: ${rule.reason}`));
    return undefined;
  });
  return found;
}

/** TypeScript's nodes that hold code rather than types. */
const wrapsExpression = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
]);

function isIn(allowed: readonly string[], path: string): boolean {
  return allowed.some((one) => (one.endsWith('/') ? path.startsWith(one) : path === one));
}
