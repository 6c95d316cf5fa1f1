import { useState } from 'react';
import { GuardedButton } from '../../kit/GuardedButton.tsx';
import { clockText } from '../../kit/moment-text.ts';
import { useNow } from '../../kit/use-now.ts';
import classes from './ConnectionTest.module.css';
import { ConnectionTestDialog } from './ConnectionTestDialog.tsx';
import { LeftBehind } from './ProbeResults.tsx';
import { vendorCountWords } from './scim-run-words.ts';
import { TestResults } from './TestResults.tsx';
import { lastRun, useScimRuns } from './use-scim-runs.ts';

interface ConnectionTestProps {
  readonly tenantId: string;
  /** The connection of the tenant; null where its address has to be typed. */
  readonly connection: { readonly ssoId: string; readonly scimUrl: string } | null;
  readonly blockedBecause: string | null;
}

/** The last test of a SCIM connection with its time, and the way to another one. */
export function ConnectionTest({ tenantId, connection, blockedBecause }: ConnectionTestProps) {
  const { runs, leftovers } = useScimRuns(tenantId);
  const now = useNow();
  const [isOpen, setOpen] = useState(false);
  const here =
    connection === null
      ? runs.filter(({ ssoId }) => ssoId === null)
      : runs.filter(({ scimUrl }) => scimUrl === connection.scimUrl);
  const place = connection?.scimUrl ?? here[0]?.scimUrl ?? '';
  const test = lastRun(here, 'test', place);
  const probe = lastRun(here, 'probe', place);
  const leftHere = leftovers.filter(({ scimUrl }) =>
    connection === null ? true : scimUrl === connection.scimUrl,
  );
  const button = (
    <GuardedButton blockedBecause={blockedBecause} onClick={() => setOpen(true)}>
      {test === null ? 'Test…' : 'Test again…'}
    </GuardedButton>
  );
  return (
    <div className={classes.tested}>
      {test === null ? (
        <div className={classes.none}>
          <p>
            <strong>Connection test</strong> Not tested yet
          </p>
          {button}
        </div>
      ) : (
        <TestResults run={test} action={button} />
      )}
      {probe !== null && probe.endedAt !== null && (
        <p className={classes.probed}>
          <strong>Dialect probe</strong> {clockText(probe.startedAt, now)}.{' '}
          {probe.vendors.length > 0 ? `${vendorCountWords(probe.vendors)}.` : 'Nothing could be tried.'}
        </p>
      )}
      {leftHere.length > 0 && <LeftBehind things={leftHere} />}
      {isOpen && (
        <ConnectionTestDialog
          tenantId={tenantId}
          connection={connection}
          runs={runs}
          leftovers={leftHere}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
