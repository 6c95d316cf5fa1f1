import { type Request, Router } from 'express';
import { z } from 'zod';
import { auditActions } from '../audit/audit-actions.ts';
import { paging, readQuery, textField } from '../read-request.ts';
import { adminRole } from '../sign-in/sign-in.ts';
import type { AuditFilter, AuditRow } from '../store/audit-table.ts';
import type { UserRow } from '../store/user-row.ts';
import type { Room } from './room.ts';

const words = textField(500).optional();
const moment = z.iso
  .datetime({ offset: true })
  .or(z.iso.date())
  .transform((text) => Date.parse(text))
  .optional();
const listQuery = z.object({
  ...paging,
  metric: z.enum(['list', 'count'], 'must be list or count'),
  action: words,
  resourceId: words,
  resourceType: words,
  resourceName: words,
  resourceFqn: words,
  clusterId: words,
  workspaceId: words,
  subjectSlug: textField(5000).optional(),
  start: moment,
  end: moment,
});

/**
 * GET /audit-logs and /audit-logs/actions (tenant-api, section 4). Tenant admins read everything, everybody else what
 * they did themselves. The list is newest first; `metric=count` answers `{data: {count}}`, a shape of our own since no
 * source shows it.
 */
export function auditRoutes({ store, signIn }: Room): Router {
  const router = Router();

  router.get('/audit-logs', (request, response) => {
    const caller = signIn.anyone(request);
    const { limit, offset, metric, filter } = readFilter(request, caller);
    const total = filter === 'nothing' ? 0 : store.audit.count(filter);
    if (metric === 'count') {
      response.json({ data: { count: total } });
      return;
    }
    const { tenantName } = store.facts();
    const rows = filter === 'nothing' ? [] : store.audit.page(filter, { limit, offset });
    response.json({
      data: rows.map((row) => auditOnWire(row, tenantName)),
      pagination: { total, offset, limit },
    });
  });

  router.get('/audit-logs/actions', (request, response) => {
    signIn.anyone(request);
    response.json({ data: auditActions });
  });

  return router;
}

/** Nothing here happens in a cluster or a workspace, so that asking for one finds nothing. */
function readFilter(request: Request, caller: UserRow) {
  const { limit, offset, metric, clusterId, workspaceId, subjectSlug, ...rest } = readQuery(
    request,
    listQuery,
  );
  const slugs = subjectSlug
    ?.split(',')
    .map((slug) => slug.trim())
    .filter((slug) => slug !== '');
  const filter: AuditFilter = {
    ...rest,
    actorSlugs: slugs === undefined || slugs.length === 0 ? undefined : slugs,
    actorId: caller.role === adminRole ? undefined : caller.id,
  };
  const isElsewhere = clusterId !== undefined || workspaceId !== undefined;
  return { limit, offset, metric, filter: isElsewhere ? ('nothing' as const) : filter };
}

function auditOnWire(row: AuditRow, tenantName: string) {
  const metaData: unknown = JSON.parse(row.metaData);
  const createdAt = new Date(row.createdAt).toISOString();
  return {
    id: row.id,
    action: row.action,
    requestPath: row.requestPath,
    resourceType: row.resourceType,
    resourceId: row.resourceId,
    resourceName: row.resourceName,
    resourceFqn: row.resourceFqn,
    tenantName,
    clusterId: null,
    workspaceId: null,
    subject: {
      subjectId: row.actorId,
      subjectType: row.actorType,
      subjectSlug: row.actorSlug,
      ...(row.actorDisplayName === null ? {} : { subjectDisplayName: row.actorDisplayName }),
    },
    metaData,
    createdAt,
    updatedAt: createdAt,
  };
}
