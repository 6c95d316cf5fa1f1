import type { Environment } from '../../src-contract/tenants.ts';

/** The words of the environments. Their colours are the tokens `--tn-env-…`. */
export const environmentWords = {
  production: 'Production',
  staging: 'Staging',
  development: 'Development',
  sandbox: 'Sandbox',
} as const satisfies Record<Environment, string>;
