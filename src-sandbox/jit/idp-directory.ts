import { createHash } from 'node:crypto';
import { namePeople } from '../seed/name-people.ts';
import { seededRandom } from '../seed/seeded-random.ts';
import type { TenantStore } from '../store/open-store.ts';

/** A person as the identity provider knows them. */
export interface IdpPerson {
  readonly email: string;
  readonly displayName: string | undefined;
  readonly sub: string;
}

/** The provider's people: whoever the tenant knows, a few whom it does not know yet, and whoever is typed in. */
export interface IdpDirectory {
  /** The pick list of the login page: newcomers of this seed, then some people of the tenant. */
  list(): { newcomers: IdpPerson[]; known: IdpPerson[] };
  /** Every address has a person: this provider vouches for all. */
  find(email: string): IdpPerson;
  /** Takes in somebody whose name was typed in. */
  hire(email: string, displayName: string): IdpPerson;
  /** The person who has signed in under this name of the provider's own. */
  bySub(sub: string): IdpPerson | undefined;
  /** Notes that this person signs in. */
  signedIn(person: IdpPerson): void;
}

const newcomerCount = 6;
const mostHires = 10_000;
const mostSignedIn = 10_000;

/** The same seed has the same newcomers. */
export function openIdpDirectory(store: TenantStore): IdpDirectory {
  const hired = new Map<string, string>();
  const signedIn = new Map<string, string>();
  const nextName = namePeople(seededRandom(store.facts().seed, 'idp-directory'));
  const newcomers = Array.from({ length: newcomerCount }, () => {
    const { displayName, localPart } = nextName();
    return { email: `${localPart}@newcomers.halden.example`, displayName };
  });
  for (const { email, displayName } of newcomers) hired.set(email.toLowerCase(), displayName);

  function find(email: string): IdpPerson {
    const known = store.users.byEmail(email);
    const hash = createHash('sha256').update(email.toLowerCase()).digest('hex');
    return {
      email: known?.email ?? email,
      displayName: hired.get(email.toLowerCase()) ?? known?.displayName ?? undefined,
      sub: known?.sub ?? `00u${hash.slice(0, 17)}`,
    };
  }

  return {
    find,
    list() {
      const admin = store.users.firstActiveWithRole('tenant-admin');
      const { rows } = store.users.page({ limit: 8, offset: 0, query: '', which: 'active' });
      const emails = new Set([
        ...(admin === undefined ? [] : [admin.email]),
        ...rows.map((row) => row.email),
      ]);
      return {
        newcomers: newcomers.map(({ email }) => find(email)),
        known: [...emails].map(find),
      };
    },
    bySub(sub) {
      const email = signedIn.get(sub);
      return email === undefined ? undefined : find(email);
    },
    signedIn({ sub, email }) {
      signedIn.set(sub, email);
      for (const oldest of signedIn.keys()) {
        if (signedIn.size <= mostSignedIn) break;
        signedIn.delete(oldest);
      }
    },
    hire(email, displayName) {
      if (hired.size < mostHires) hired.set(email.toLowerCase(), displayName);
      return find(email);
    },
  };
}
