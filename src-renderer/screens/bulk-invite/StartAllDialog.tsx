import { Checkbox } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ConfirmByTyping, isTyped } from '../../kit/ConfirmByTyping.tsx';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { EnvironmentWord } from '../../kit/EnvironmentWord.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countOf, countText } from '../../kit/format-number.ts';
import { visibleText } from '../../kit/visible-text.ts';
import { peopleText, startWords } from './run-words.ts';
import classes from './StartAllDialog.module.css';
import stripes from './Stripe.module.css';
import type { StripTab } from './TenantStrip.tsx';
import { blockOf, peopleIn, planLine } from './tenants-words.ts';
import type { ReadyPlan, StartAll } from './use-start-all.ts';

interface StartAllDialogProps {
  readonly fileName: string;
  readonly tabs: readonly StripTab[];
  readonly heldRows: number;
  readonly work: StartAll;
  /** How a file that was changed is read again. */
  readonly readAgain: ReactNode;
  readonly onConfirm: (plans: readonly ReadyPlan[], typed: Readonly<Record<string, string>>) => void;
  readonly onCancel: () => void;
}

const plainNumber = (typed: string): string => typed.replaceAll(/[\s,.]/g, '');

/** The plans that may start now. */
export function readyPlans(tabs: readonly StripTab[]): readonly ReadyPlan[] {
  return tabs.flatMap(({ plan, review }) => {
    const { tenantId, draftId } = plan;
    return draftId === null || review === null || blockOf(plan, review) !== null
      ? []
      : [{ tenantId, draftId, review }];
  });
}

/** One confirmation for all tenants: what each comes to and what each asks. Those that cannot start are named with the reason. */
export function StartAllDialog(props: StartAllDialogProps) {
  const { fileName, tabs, heldRows, work, readAgain, onConfirm, onCancel } = props;
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const plans = readyPlans(tabs);
  const sumOf = (count: (review: ReadyPlan['review']) => number): number =>
    plans.reduce((sum, { review }) => sum + count(review), 0);
  const people = sumOf(peopleIn);
  const will = {
    invite: sumOf(({ willInvite }) => willInvite),
    reactivate: sumOf(({ willReactivate }) => willReactivate),
    update: sumOf(({ willUpdate }) => willUpdate),
  };
  const tick = (key: string, isTicked: boolean): void => {
    const next = new Set(ticked);
    if (isTicked) next.add(key);
    else next.delete(key);
    setTicked(next);
  };
  const isAgreed = ({ tenantId, review: { asks } }: ReadyPlan): boolean =>
    asks.acknowledge.every((sentence) => ticked.has(`${tenantId} ${sentence}`)) &&
    (asks.typeNumber === null || isTyped(String(asks.typeNumber), plainNumber(typed[tenantId] ?? '')));
  const where = countOf(plans.length, 'tenant', 'tenants');
  return (
    <ConfirmDialog
      title={`${startWords(will)} in ${where}?`}
      lead={
        <>
          From <bdi>{visibleText(fileName)}</bdi>. Each tenant gets a run and a report of its own.
        </>
      }
      confirmLabel={`Start ${where}: ${peopleText(people)}`}
      look="plain"
      width={560}
      isReady={plans.length > 0 && plans.every(isAgreed)}
      isSending={work.isStarting}
      onConfirm={() => onConfirm(plans, typed)}
      onCancel={onCancel}
    >
      <ul className={classes.plans}>
        {tabs.map(({ key, plan, tenant, review }) => {
          const blocked = blockOf(plan, review);
          const failure = work.failures[plan.tenantId];
          return (
            <li key={key} className={classes.plan}>
              {tenant && <span className={stripes.stripe} data-environment={tenant.environment} />}
              <div className={classes.head}>
                <DirectoryText text={tenant?.displayName ?? 'Removed tenant'} look="strong" />
                {tenant && <EnvironmentWord environment={tenant.environment} />}
                <span className={classes.dimmed}>{countOf(plan.rows, 'row', 'rows')}</span>
              </div>
              {blocked !== null && (
                <p className={classes.dimmed}>
                  {plan.jobId === null ? `Not started. ${blocked}.`.replace('..', '.') : 'Started already.'}
                </p>
              )}
              {blocked === null && review && (
                <>
                  <p>{planLine(review)}</p>
                  {review.asks.acknowledge.map((sentence) => (
                    <Checkbox
                      key={sentence}
                      label={<bdi>{visibleText(sentence)}</bdi>}
                      checked={ticked.has(`${plan.tenantId} ${sentence}`)}
                      onChange={(event) => tick(`${plan.tenantId} ${sentence}`, event.currentTarget.checked)}
                    />
                  ))}
                  {review.asks.typeWhy !== null && <p>{review.asks.typeWhy}</p>}
                  {review.asks.typeNumber !== null && (
                    <ConfirmByTyping
                      wanted={countText(review.asks.typeNumber)}
                      what="the number of people in this tenant"
                      typed={typed[plan.tenantId] ?? ''}
                      onType={(text) => setTyped((known) => ({ ...known, [plan.tenantId]: text }))}
                    />
                  )}
                </>
              )}
              {failure && (
                <FailureNotice
                  failure={failure}
                  action={failure.code === 'file-changed' ? readAgain : null}
                />
              )}
            </li>
          );
        })}
      </ul>
      {heldRows > 0 && (
        <p className={classes.dimmed}>{countOf(heldRows, 'row', 'rows')} without a tenant: not started.</p>
      )}
    </ConfirmDialog>
  );
}
