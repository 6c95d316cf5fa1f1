import { IconAlertTriangle, IconCircleCheckFilled, IconCloudOff, IconLock } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import type { BulkReview } from '../../../src-contract/bulk-invites.ts';
import type { BulkSplit } from '../../../src-contract/bulk-tenants.ts';
import type { Tenant } from '../../../src-contract/tenants.ts';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { EnvironmentWord } from '../../kit/EnvironmentWord.tsx';
import { countOf } from '../../kit/format-number.ts';
import stripes from './Stripe.module.css';
import classes from './TenantStrip.module.css';
import { lockWords, modeWord } from './tenants-words.ts';

export interface StripTab {
  readonly key: string;
  readonly plan: BulkSplit['plans'][number];
  readonly tenant: Tenant | undefined;
  readonly review: BulkReview | null;
}

interface TenantStripProps {
  readonly tabs: readonly StripTab[];
  readonly heldRows: number;
  /** Whether there is a list of rows that name no tenant, also when each has one by now. */
  readonly hasUnnamed: boolean;
  readonly shown: string;
  readonly onShow: (key: string) => void;
}

function StateLine({ plan, review }: Pick<StripTab, 'plan' | 'review'>) {
  if (plan.jobId !== null) {
    return (
      <span className={classes.line}>
        <IconCircleCheckFilled size={14} className={classes.done} aria-hidden /> Started
      </span>
    );
  }
  if (plan.lock !== null) {
    const LockIcon = plan.lock === 'offline' ? IconCloudOff : IconLock;
    return (
      <span className={classes.line}>
        <LockIcon size={14} className={classes.look} aria-hidden /> {lockWords[plan.lock].word}
      </span>
    );
  }
  if (review === null) return <span className={classes.line}>Checking</span>;
  return (
    <span className={classes.line}>
      {review.needLook > 0 ? countOf(review.needLook, 'needs a look', 'need a look') : 'All ready'}
    </span>
  );
}

/** The tenants of a file, each with its environment, mode, rows and what needs a look; arrows and T move among them. */
export function TenantStrip({ tabs, heldRows, hasUnnamed, shown, onShow }: TenantStripProps) {
  const keys = [...tabs.map(({ key }) => key), ...(hasUnnamed ? ['unnamed'] : [])];
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = keys[(keys.indexOf(shown) + by + keys.length) % keys.length];
    if (next === undefined) return;
    onShow(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-key="${CSS.escape(next)}"]`)?.focus();
  };
  const tabProps = (key: string) => ({
    type: 'button' as const,
    role: 'tab',
    className: classes.tab,
    'data-key': key,
    'aria-selected': key === shown,
    tabIndex: key === shown ? 0 : -1,
    onClick: () => onShow(key),
  });
  return (
    <div className={classes.strip} role="tablist" aria-label="Tenants of the file" onKeyDown={onKeyDown}>
      {tabs.map(({ key, plan, tenant, review }) => (
        <button key={key} {...tabProps(key)}>
          {tenant && <span className={stripes.stripe} data-environment={tenant.environment} />}
          <span className={classes.name}>
            <DirectoryText text={tenant?.displayName ?? 'Removed tenant'} look="strong" />
            {tenant && <EnvironmentWord environment={tenant.environment} />}
          </span>
          <span className={classes.line}>
            {countOf(plan.rows, 'row', 'rows')}
            {review && `, ${modeWord(review.mode)}`}
          </span>
          <StateLine plan={plan} review={review} />
        </button>
      ))}
      {hasUnnamed && (
        <button {...tabProps('unnamed')}>
          <span className={classes.name}>
            <strong>No tenant</strong>
          </span>
          <span className={classes.line}>{countOf(heldRows, 'row', 'rows')}</span>
          <span className={classes.line}>
            {heldRows > 0 ? (
              <>
                <IconAlertTriangle size={14} className={classes.look} aria-hidden /> Choose a tenant
              </>
            ) : (
              'Tenants chosen'
            )}
          </span>
        </button>
      )}
    </div>
  );
}
