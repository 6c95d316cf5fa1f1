import type { ProbeThing } from '../../../src-contract/scim-probe.ts';
import type { ReadableLedger, WritableLedger } from '../../ledger/ledger-handles.ts';

/** One thing that a probe made or was about to make, as the ledger remembers it. */
export interface StoredThing {
  id: string;
  runId: string;
  tenantId: string;
  scimUrl: string;
  kind: 'person' | 'group';
  /** Random, so that it can be nobody else's. */
  name: string;
  remoteId: string | null;
  state: 'intent' | 'made' | 'gone' | 'left';
  note: string;
  madeAt: string;
}

const columns = `id, run_id AS runId, tenant_id AS tenantId, scim_url AS scimUrl, kind, name, remote_id AS remoteId, state,
  note, made_at AS madeAt`;

/** Stores that something is about to be made. */
export function insertThing(ledger: WritableLedger, thing: StoredThing): void {
  ledger
    .prepare(
      `INSERT INTO scim_probe_things (id, run_id, tenant_id, scim_url, kind, name, remote_id, state, note, made_at)
       VALUES (@id, @runId, @tenantId, @scimUrl, @kind, @name, @remoteId, @state, @note, @madeAt)`,
    )
    .run(thing);
}

/** Stores what became of it. */
export function saveThing(
  ledger: WritableLedger,
  thing: Pick<StoredThing, 'id' | 'remoteId' | 'state' | 'note'>,
): void {
  ledger
    .prepare(
      'UPDATE scim_probe_things SET remote_id = @remoteId, state = @state, note = @note WHERE id = @id',
    )
    .run({ id: thing.id, remoteId: thing.remoteId, state: thing.state, note: thing.note });
}

/** Everything of a tenant that is not known to be gone, oldest first. */
export function listThings(ledger: ReadableLedger, tenantId: string): StoredThing[] {
  return ledger
    .prepare<[string], StoredThing>(
      `SELECT ${columns} FROM scim_probe_things WHERE tenant_id = ? AND state <> 'gone' ORDER BY made_at, id`,
    )
    .all(tenantId);
}

/** What the page is told of a thing. */
export function shownThing(thing: StoredThing): ProbeThing {
  const { id, kind, name, remoteId, scimUrl, madeAt } = thing;
  const state = thing.state === 'gone' ? 'gone' : thing.state === 'left' ? 'left' : 'unknown';
  const sentence =
    thing.note !== ''
      ? thing.note
      : thing.state === 'intent'
        ? 'It was about to be made when the run was cut off; it may or may not be there'
        : 'It was made, and the run was cut off before it was removed';
  return { id, kind, name, remoteId, state, sentence, scimUrl, madeAt };
}
