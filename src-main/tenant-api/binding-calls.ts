import { z } from 'zod';
import { publishedPaths } from './api-paths.ts';
import type { Request } from './request.ts';
import type { TenantClient } from './tenant-client.ts';
import { type BindingWire, bindingWireSchema } from './wire/bindings.ts';

type BindingCalls = Pick<TenantClient, 'listBindings' | 'putBinding'>;

const pageLimit = 500;
const bindingsListSchema = z.object({
  data: z.array(bindingWireSchema),
  pagination: z.object({ total: z.number().nullish() }).nullish(),
});
const commandSchema = z.looseObject({});

/** The calls about roles on resources (tenant-api note, section 4). */
export function bindingCalls(request: Request): BindingCalls {
  return {
    listBindings: async () => {
      const bindings: BindingWire[] = [];
      for (;;) {
        const query = { limit: pageLimit, offset: bindings.length };
        const page = await request.json(
          { method: 'GET', template: publishedPaths.roleBindings, query },
          bindingsListSchema,
        );
        if (!page.ok) return page;
        const { data, pagination } = page.value;
        bindings.push(...data);
        const isPastTotal = typeof pagination?.total === 'number' && bindings.length >= pagination.total;
        // A short page alone is not trusted as the end (decision 11).
        if (data.length === 0 || isPastTotal) return { ...page, value: bindings };
      }
    },

    putBinding: async (manifest) => {
      const outcome = await request.json(
        { method: 'PUT', template: publishedPaths.roleBindings, body: { manifest }, team: manifest.name },
        commandSchema,
      );
      return outcome.ok ? { ...outcome, value: undefined } : outcome;
    },
  };
}
