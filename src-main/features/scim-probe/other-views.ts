import type { ScimAnswer } from '../../tenant-api/scim-wire.ts';
import type { CopiedPerson } from './scim-probe-rows.ts';

/** How REST shows a person or team; `unknown` when it could not be asked. */
export type RestSeen<Value> = Value | null | 'unknown';

/** The tenant seen from its other sides. Null for a service that is not the connected tenant. */
export interface OtherViews {
  people: number;
  scimPeople: number;
  copied(ids: readonly string[]): Promise<CopiedPerson[]>;
  copiedTeam(name: string): Promise<{ members: number } | null>;
  restPerson(id: string): Promise<RestSeen<{ email: string; isActive: boolean }>>;
  restTeam(name: string): Promise<RestSeen<{ members: number }>>;
  /** Syncs now and waits; why it could not, or null when it is done. */
  sync(): Promise<string | null>;
  /** Whether the tenant's REST takes the token: then it is an API token. `unknown` when it could not be asked. */
  restTakesToken(): Promise<'yes' | 'no' | 'unknown'>;
}

/** How far the clocks are apart, in words. */
export function skewWords(skewMs: number): string {
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  const span = seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
  return skewMs > 0
    ? `The service is ${span} ahead of this computer`
    : `The service is ${span} behind this computer`;
}

/** The difference between the service's Date header and this computer, halfway of the exchange; null without a header. */
export function skewOf(answer: ScimAnswer, wallMs: number): number | null {
  // The header has whole seconds, cut: half a second is added back.
  return answer.serverMs === null ? null : answer.serverMs + 500 - (wallMs - answer.tookMs / 2);
}
