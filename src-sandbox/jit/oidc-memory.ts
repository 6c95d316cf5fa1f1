import type { Adapter, AdapterPayload } from 'oidc-provider';

const mostEntries = 5000;

/** Keeps the provider's sign-ins in memory: they end with it, and the oldest go when there are too many. */
export function oidcMemory(): (model: string) => Adapter {
  const entries = new Map<string, AdapterPayload>();
  return (model) => {
    const keyOf = (id: string) => `${model}:${id}`;
    const findBy = (fits: (payload: AdapterPayload) => boolean) => {
      for (const [key, payload] of entries) {
        if (key.startsWith(`${model}:`) && fits(payload)) return payload;
      }
      return undefined;
    };
    return {
      async upsert(id, payload) {
        entries.delete(keyOf(id));
        entries.set(keyOf(id), payload);
        for (const oldest of entries.keys()) {
          if (entries.size <= mostEntries) break;
          entries.delete(oldest);
        }
      },
      find: async (id) => entries.get(keyOf(id)),
      findByUid: async (uid) => findBy((payload) => payload.uid === uid),
      findByUserCode: async (userCode) => findBy((payload) => payload.userCode === userCode),
      async consume(id) {
        const payload = entries.get(keyOf(id));
        if (payload !== undefined) payload.consumed = true;
      },
      async destroy(id) {
        entries.delete(keyOf(id));
      },
      async revokeByGrantId(grantId) {
        for (const [key, payload] of entries) if (payload.grantId === grantId) entries.delete(key);
      },
    };
  };
}
