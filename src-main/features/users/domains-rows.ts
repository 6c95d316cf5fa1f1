import { cacheRead } from '../../cache/cache-handles.ts';

export interface DomainCount {
  domain: string;
  people: number;
  /** How many of them SCIM made. */
  scim: number;
}

/** Email domains of the tenant's people with how many have them, most used first, at most 50. */
export const listDomains = cacheRead(
  'users/list-domains',
  (cache, { tenantId }: { tenantId: string }): DomainCount[] =>
    cache
      .prepare<[string], DomainCount>(
        `SELECT substr(u.email_key, instr(u.email_key, '@') + 1) AS domain, count(*) AS people, sum(u.source = 'scim') AS scim
         FROM users AS u JOIN copies AS c ON c.no = u.copy_no WHERE c.tenant_id = ?
         GROUP BY domain ORDER BY people DESC LIMIT 50`,
      )
      .all(tenantId),
);
