import type { Idp } from '../../../../../src-contract/setup-assistant.ts';
import type { Guide } from '../guide.ts';
import { entra } from './entra.ts';
import { google } from './google.ts';
import { jumpcloud } from './jumpcloud.ts';
import { keycloak } from './keycloak.ts';
import { okta } from './okta.ts';
import { onelogin } from './onelogin.ts';
import { other } from './other.ts';
import { ping } from './ping.ts';
import { rippling } from './rippling.ts';

/** Every guide, in the order of the pills. */
export const guides: Readonly<Record<Idp, Guide>> = {
  okta,
  entra,
  jumpcloud,
  onelogin,
  google,
  ping,
  rippling,
  keycloak,
  other,
};
