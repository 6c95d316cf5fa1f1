import { useState } from 'react';
import { LinkButton } from '../../kit/LinkButton.tsx';
import classes from './ConnectionTest.module.css';
import { ConnectionTestDialog } from './ConnectionTestDialog.tsx';
import { useScimRuns } from './use-scim-runs.ts';

interface AnotherServiceProps {
  readonly tenantId: string;
  readonly blockedBecause: string | null;
}

/** The way to testing any other SCIM 2.0 service, by its address. */
export function AnotherService({ tenantId, blockedBecause }: AnotherServiceProps) {
  const { runs, leftovers } = useScimRuns(tenantId);
  const [isOpen, setOpen] = useState(false);
  // Only what was left at an address that is no connection's belongs here.
  const elsewhere = new Set(runs.filter(({ ssoId }) => ssoId === null).map(({ scimUrl }) => scimUrl));
  if (blockedBecause !== null) return null;
  return (
    <p className={classes.probed}>
      <LinkButton onClick={() => setOpen(true)}>Test another SCIM service…</LinkButton>
      {isOpen && (
        <ConnectionTestDialog
          tenantId={tenantId}
          connection={null}
          runs={runs}
          leftovers={leftovers.filter(({ scimUrl }) => elsewhere.has(scimUrl))}
          onClose={() => setOpen(false)}
        />
      )}
    </p>
  );
}
