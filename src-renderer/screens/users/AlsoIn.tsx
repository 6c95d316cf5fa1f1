import { Button } from '@mantine/core';
import type { User } from '../../../src-contract/users.ts';
import { useRead } from '../../bridge/use-read.ts';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { RoleText } from '../../kit/RoleText.tsx';
import { StatusBadge } from '../../kit/StatusBadge.tsx';
import { useTenantId } from '../../session/use-tenant.ts';
import classes from './UserDrawer.module.css';
import { changeView } from './users-view.ts';

/** The same person in the other connected tenants, as their copies know them. Nothing when there is none. */
export function AlsoIn({ user }: { readonly user: User }) {
  const tenantId = useTenantId();
  const { value, failure, askAgain } = useRead('users/also-in', { tenantId, email: user.email });
  if (failure) return <FailureNotice failure={failure} onTryAgain={askAgain} />;
  if (!value || value.places.length === 0) return null;
  const isActiveElsewhere = value.places.some(({ user: there }) => there.status !== 'deactivated');
  return (
    <section className={classes.section} aria-label="Also in">
      <div className={classes.heading}>
        <h4>Also in</h4>
        <span className={classes.note}>Same email, other tenants</span>
      </div>
      <ul>
        {value.places.map(({ tenantId: there, tenantName, user: same }) => (
          <li key={`${there} ${same.id}`} className={classes.line} data-columns="roles">
            <span />
            <DirectoryText text={tenantName} />
            <StatusBadge status={same.status} />
            <RoleText role={same.role} />
          </li>
        ))}
      </ul>
      {isActiveElsewhere && (
        <Button
          onClick={() =>
            changeView(tenantId, {
              dialog: { kind: 'deactivate-everywhere', email: user.email, name: user.name },
            })
          }
        >
          Deactivate everywhere…
        </Button>
      )}
    </section>
  );
}
