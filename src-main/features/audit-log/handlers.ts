import type { Handlers } from '../../../src-contract/channels.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, ok } from '../../../src-contract/outcome.ts';
import { listTrail, listTrailChoices, readTrailEntry } from '../../ledger/list-trail.ts';
import type { TrailWatch } from '../../ledger/watch-trail.ts';
import type { FeatureRooms, ShellDoors } from '../feature-rooms.ts';
import { exportTrail } from './export-trail.ts';

type AuditLogHandlers = Pick<Handlers, Extract<keyof Handlers, `audit-log/${string}`>>;

/** Answers the channels of the audit trail. All of it is on this computer: nothing here needs the tenant. */
export function auditLogHandlers(
  { ledger, tenant }: Pick<FeatureRooms, 'ledger' | 'tenant'>,
  shell: Pick<ShellDoors, 'saveFile'>,
  watch: Pick<TrailWatch, 'state' | 'check'>,
  now: () => Date,
): AuditLogHandlers {
  return {
    'audit-log/list': async ({ tenantId, ...choice }) =>
      ok({ offset: choice.offset, ...ledger.read((readable) => listTrail(readable, tenantId, choice)) }),
    'audit-log/choices': async ({ tenantId }) =>
      ok(ledger.read((readable) => listTrailChoices(readable, tenantId))),
    'audit-log/read': async ({ tenantId, number }) => {
      const entry = ledger.read((readable) => readTrailEntry(readable, tenantId, number));
      return entry === null ? failed(describeFailure('entry-gone', { count: String(number) })) : ok(entry);
    },
    'audit-log/state': async ({ tenantId }) => {
      const state = watch.state(tenantId);
      // A tenant that was connected since the start; the answer is announced.
      if (state.is === 'not-checked') void watch.check(tenantId);
      return ok(state);
    },
    'audit-log/check': async ({ tenantId }) => ok(await watch.check(tenantId)),
    'audit-log/export': async ({ tenantId }) => {
      const whose = tenant(tenantId);
      if (!whose.ok) return whose;
      // The file says how the chain stands as it is written, not as it stood an hour ago.
      const state = await watch.check(tenantId);
      const { text, entries, checksum } = await exportTrail(ledger, whose.value, state, now());
      const name = whose.value.displayName.replaceAll(/[^\p{L}\p{N}]+/gu, '-').toLowerCase();
      const saved = await shell.saveFile({
        title: 'Export trail',
        suggestedName: `${name}-audit-trail-${now().toISOString().slice(0, 10)}.jsonl`,
        text,
      });
      return saved.ok ? ok({ savedAs: saved.value?.fileName ?? null, entries, checksum }) : saved;
    },
  };
}
