import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type VendorName, vendorNames } from './idp/vendor.ts';
import type { ProvisioningMode } from './store/settings-table.ts';

/** The command line, checked. */
export interface SandboxOptions {
  readonly users: number;
  readonly seed: number;
  readonly port: number;
  readonly token: string | undefined;
  readonly memberToken: string | undefined;
  /** Undefined: a fresh temporary folder that goes when the process ends. */
  readonly file: string | undefined;
  /** Whether a kept file is seeded anew: also when it is of this version, or only when another version made it. */
  readonly reset: 'always' | 'outdated' | 'never';
  readonly tenantName: string;
  readonly latencyMs: number;
  readonly profile: 'full' | 'published';
  readonly sso: 'sso' | 'no-sso';
  /** Undefined: not asked for; a kept file keeps its mode. */
  readonly mode: ProvisioningMode | undefined;
  readonly emptyTeams: 'refuse' | 'accept';
  /** After how many days a SCIM token made from now on ends; undefined: never. */
  readonly scimTokenDays: number | undefined;
  readonly output: 'json' | 'lines';
  readonly withParent: boolean;
  /** Where faults are ordered and requests are looked at. */
  readonly controlPort: number | 'none';
  /** The identity provider that pushes into the tenant; undefined for none. */
  readonly idp: VendorName | undefined;
  /** Undefined: it pushes when it is told to. */
  readonly idpEveryMs: number | undefined;
}

/** The command line cannot be followed; the message is one line for the person who typed it. */
export class BadOptions extends Error {}

const wholeNumber = (name: string, { min, max }: { min: number; max: number }) =>
  z
    .string()
    .regex(/^\d{1,15}$/u, `--${name} must be a whole number`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `--${name} must be between ${min} and ${max}`);
const token = z
  .string()
  .regex(/^[\w.~+/=-]{8,4096}$/u, 'a token must have 8 or more letters, digits or . _ ~ + / = -');

const unitsInMs = { s: 1000, m: 60_000, h: 3_600_000 } as const;
const pause = z
  .string()
  .regex(/^[1-9]\d{0,4}[smh]$/u, '--idp-every must be such as 30s, 5m or 1h')
  .transform((text) => Number(text.slice(0, -1)) * (unitsInMs[text.at(-1) as 's' | 'm' | 'h'] ?? 0));
/** The provider holds its whole directory in memory. */
const largestDirectory = 100_000;

const checked = z.object({
  users: wholeNumber('users', { min: 1, max: 1_000_000 }).default(1284),
  seed: wholeNumber('seed', { min: 0, max: Number.MAX_SAFE_INTEGER }).default(1),
  port: wholeNumber('port', { min: 0, max: 65_535 }).default(0),
  'control-port': wholeNumber('control-port', { min: 0, max: 65_535 }).optional(),
  latency: wholeNumber('latency', { min: 0, max: 60_000 }).default(0),
  token: token.optional(),
  'member-token': token.optional(),
  file: z.string().min(1, '--file needs a path').optional(),
  'tenant-name': z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,61}[a-z0-9]$/u, '--tenant-name must have lower-case letters, digits or hyphens')
    .default('sandbox'),
  mode: z.enum(['scim', 'jit', 'invite-only'], '--mode must be scim, jit or invite-only').optional(),
  idp: z.enum(vendorNames, `--idp must be one of ${vendorNames.join(', ')}`).optional(),
  'idp-every': pause.optional(),
  'scim-token-days': wholeNumber('scim-token-days', { min: 1, max: 3650 }).optional(),
});

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

/** Every option of the command line; --help explains each. */
export const optionTable = {
  users: text,
  seed: text,
  port: text,
  'control-port': text,
  'no-control': flag,
  latency: text,
  token: text,
  'member-token': text,
  file: text,
  'tenant-name': text,
  mode: text,
  idp: text,
  'idp-every': text,
  'scim-token-days': text,
  reset: flag,
  'reset-outdated': flag,
  'published-only': flag,
  'no-sso': flag,
  'empty-teams': flag,
  json: flag,
  'with-parent': flag,
} as const;

/** Reads the arguments after the script's name. Fails with BadOptions. */
export function readOptions(args: readonly string[]): SandboxOptions {
  const { values } = splitArgs(args);
  const result = checked.safeParse(values);
  if (!result.success)
    throw new BadOptions(result.error.issues[0]?.message ?? 'These options cannot be read.');
  const valid = result.data;
  if (values['no-sso'] && valid.mode !== undefined && valid.mode !== 'invite-only') {
    throw new BadOptions(`--mode ${valid.mode} needs SSO, so it cannot stand with --no-sso`);
  }
  if (values['no-control'] && valid['control-port'] !== undefined) {
    throw new BadOptions('--control-port and --no-control cannot stand together');
  }
  if (valid.token !== undefined && valid.token === valid['member-token']) {
    throw new BadOptions('--token and --member-token must differ');
  }
  if (valid['idp-every'] !== undefined && valid.idp === undefined) {
    throw new BadOptions('--idp-every needs --idp');
  }
  if (valid.idp !== undefined && values['no-control'] && valid['idp-every'] === undefined) {
    throw new BadOptions(
      '--idp with --no-control would never push, as nobody could tell it to. Add --idp-every 30s, or leave out --no-control',
    );
  }
  if (valid.idp !== undefined && values['no-sso']) {
    throw new BadOptions('--idp needs SSO, so it cannot stand with --no-sso');
  }
  if (valid.idp !== undefined && valid.users > largestDirectory) {
    throw new BadOptions(`--idp is for tenants of up to ${largestDirectory} people`);
  }
  return {
    users: valid.users,
    seed: valid.seed,
    port: valid.port,
    token: valid.token,
    memberToken: valid['member-token'],
    file: valid.file,
    reset: values.reset ? 'always' : values['reset-outdated'] ? 'outdated' : 'never',
    tenantName: valid['tenant-name'],
    latencyMs: valid.latency,
    profile: values['published-only'] ? 'published' : 'full',
    sso: values['no-sso'] ? 'no-sso' : 'sso',
    mode: valid.mode,
    emptyTeams: values['empty-teams'] ? 'accept' : 'refuse',
    scimTokenDays: valid['scim-token-days'],
    output: values.json ? 'json' : 'lines',
    withParent: values['with-parent'],
    controlPort: values['no-control'] ? 'none' : (valid['control-port'] ?? 0),
    idp: valid.idp,
    idpEveryMs: valid['idp-every'],
  };
}

function splitArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: optionTable,
    });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new BadOptions(error.message.split(/\.?\s*\n|\. /u)[0] ?? error.message);
  }
}
