import type { BulkDraft } from '../../../src-contract/bulk-invites.ts';
import type { Handlers } from '../../../src-contract/channels.ts';
import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { FeatureRooms, FilePlace, ShellDoors } from '../feature-rooms.ts';
import { openDryRuns } from './ask-dry-run.ts';
import { listBulkRows, mapBulkColumns, readBulkDraft, readBulkTitles } from './bulk-invites-rows.ts';
import { type CheckDoors, checkDraft } from './check-draft.ts';
import { placeOfBytes } from './file-place.ts';
import { openFixLog } from './fix-log.ts';
import { fileOfGone } from './gone-rows.ts';
import { keepMapping, recallMapping } from './mappings.ts';
import { openDrafts } from './open-draft.ts';
import { readBulkJob, reportOf } from './report.ts';
import { reviewHandlers } from './review-handlers.ts';
import { saveHandover } from './save-handover.ts';
import { saveReport, saveTemplate } from './save-report.ts';
import { openStarts } from './start-bulk-invite.ts';
import { bulkTenantsHandlers, type ManyTenants } from './tenant-handlers.ts';
import { nameTenant } from './tenant-names.ts';
import { openTurns } from './turns.ts';

type BulkInvitesHandlers = Pick<Handlers, Extract<keyof Handlers, `bulk-invites/${string}`>>;

/** Answers the bulk invite channels. */
export function bulkInvitesHandlers(
  rooms: FeatureRooms,
  shell: ShellDoors,
  tenantFacts: CheckDoors['tenantFacts'],
  many: ManyTenants,
  now: () => Date = () => new Date(),
): BulkInvitesHandlers {
  const doors: CheckDoors = { rooms, tenantFacts };
  const drafts = openDrafts(rooms.cache, (read) => rooms.announce({ what: 'bulk-reading', ...read }));
  const starts = openStarts({ ...doors, drafts }, now);
  const dryRuns = openDryRuns(rooms);
  const fixLog = openFixLog(rooms, now);
  const turns = openTurns();
  /** The file that could not be read, by tenant: "Try again" must not ask for it anew. */
  const refused = new Map<string, FilePlace>();
  /** Maps a file as the last one with the same titles was (condition 28). */
  const recall = async (opened: Outcome<BulkDraft>): Promise<Outcome<BulkDraft>> => {
    if (!opened.ok) return opened;
    const { draftId } = opened.value;
    const titles = await rooms.cache.read(readBulkTitles, { draftId });
    if (!titles.ok || titles.value === null) return opened;
    const known = titles.value;
    const meanings = rooms.ledger.read((ledger) => recallMapping(ledger, known));
    return meanings === null ? opened : rooms.cache.read(mapBulkColumns, { draftId, meanings, by: 'memory' });
  };
  const open = async (tenantId: string, place: FilePlace): Promise<Outcome<BulkDraft>> => {
    const tenant = rooms.tenant(tenantId);
    if (!tenant.ok) return tenant;
    const { defaultRole } = await tenantFacts(tenantId);
    const tenants = many.list().map(nameTenant);
    const opened = await drafts.open({ place, tenantId, defaultRole, tenants });
    if (opened.ok) refused.delete(tenantId);
    else refused.set(tenantId, place);
    return recall(opened);
  };
  return {
    ...bulkTenantsHandlers(rooms, shell, many, fixLog, now),
    ...reviewHandlers(doors, fixLog, turns, now),
    'bulk-invites/choose-file': async ({ tenantId, which }) => {
      const place =
        which === 'same'
          ? (refused.get(tenantId) ?? null)
          : await shell.choosePlace({ title: 'Choose a CSV file', extensions: ['csv', 'tsv', 'txt'] });
      if (place === null) return ok({ draft: null });
      const draft = await open(tenantId, place);
      return draft.ok ? ok({ draft: draft.value }) : draft;
    },
    'bulk-invites/open-bytes': ({ tenantId, fileName, bytes }) =>
      open(tenantId, placeOfBytes(fileName, bytes)),
    'bulk-invites/read-draft': ({ draftId }) => rooms.cache.read(readBulkDraft, { draftId }),
    'bulk-invites/read-again': async (choice) => {
      const read = await recall(await drafts.openAgain(choice));
      if (read.ok) await fixLog.forget(choice.draftId);
      return read;
    },
    'bulk-invites/map-columns': async (choice) => {
      const mapped = await rooms.cache.read(mapBulkColumns, { ...choice, by: 'admin' });
      const titles = await rooms.cache.read(readBulkTitles, choice);
      // Other columns are other cells: what was fixed in them is gone.
      if (mapped.ok && mapped.value.fixedRows === 0) await fixLog.forget(choice.draftId);
      if (mapped.ok && titles.ok && titles.value !== null) {
        const mapping = {
          titles: titles.value,
          meanings: mapped.value.columns.map(({ becomes }) => becomes),
          at: new Date().toISOString(),
        };
        await rooms.ledger.write((ledger) => keepMapping(ledger, mapping));
      }
      return mapped;
    },
    'bulk-invites/check': (input) =>
      turns.take(input.draftId, async () => {
        const restored = await fixLog.restore(input.draftId);
        if (!restored.ok) return restored;
        if (input.options !== null) await fixLog.keepOptions(input.draftId, input.options);
        const checked = await checkDraft(doors, input);
        if (checked.ok) starts.reviewed(input.draftId);
        return checked.ok ? ok(checked.value.review) : checked;
      }),
    'bulk-invites/rows': (window) => rooms.cache.read(listBulkRows, window),
    'bulk-invites/dry-run': dryRuns.askOn,
    'bulk-invites/start': async (wish) => {
      // What is being fixed or undone is done first; then the file is held still.
      const underWay = turns.ended(wish.draftId);
      if (underWay !== null) await underWay;
      const started = await starts.start(wish);
      // What of it is left when that fails is known by the run, and forgotten instead of put back.
      if (started.ok) await fixLog.forget(wish.draftId).catch(() => undefined);
      return started.ok ? ok({ jobId: started.value.id }) : started;
    },
    'bulk-invites/report': async ({ jobId }) => {
      const job = readBulkJob(rooms.jobs, jobId);
      return job.ok ? ok(reportOf(jobId, job.value)) : job;
    },
    'bulk-invites/save-report': (wish) => saveReport(rooms, shell, wish),
    'bulk-invites/open-gone': async ({ jobId }) => {
      const gone = await fileOfGone(rooms, jobId);
      return gone.ok ? open(gone.value.tenantId, gone.value.place) : gone;
    },
    'bulk-invites/save-handover': async ({ draftId }) => {
      const draft = await rooms.cache.read(readBulkDraft, { draftId });
      if (!draft.ok) return draft;
      const facts = await tenantFacts(draft.value.tenantId);
      return saveHandover(rooms, shell, { draftId, facts });
    },
    'bulk-invites/save-template': () => saveTemplate(shell),
    'bulk-invites/drop-draft': async ({ draftId }) => {
      await drafts.drop(draftId);
      await fixLog.forget(draftId);
      return ok({});
    },
  };
}
