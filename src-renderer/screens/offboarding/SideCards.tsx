import { Checkbox } from '@mantine/core';
import { IconCheck, IconTrash, IconUserOff } from '@tabler/icons-react';
import type { OffboardPlan } from '../../../src-contract/offboarding.ts';
import { ConfirmByTyping } from '../../kit/ConfirmByTyping.tsx';
import { EnvironmentWord } from '../../kit/EnvironmentWord.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { GuardedButton } from '../../kit/GuardedButton.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import { useBlockedBecause } from '../../session/use-sync-status.ts';
import { useTenant } from '../../session/use-tenant.ts';
import classes from './OffboardingScreen.module.css';
import { confirmLabel, whoText } from './offboarding-words.ts';
import type { Offboarding } from './use-offboarding.ts';

/** What a deletion does not touch: only what is known, never guesses about services or models. */
export function WhatStays({ plan }: { readonly plan: OffboardPlan }) {
  const who = plan.people.length > 1 ? 'they' : whoText(plan);
  return (
    <section className={classes.card}>
      <h2>What stays</h2>
      <ul className={classes.stays}>
        {[
          `What ${who} deployed keeps running`,
          'The audit trail, with the name',
          'The account at the identity provider, if there is one',
        ].map((line) => (
          <li key={line}>
            <IconCheck size={16} aria-hidden />
            <bdi>{line}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The way that can be undone. */
export function DeactivateInstead({ onDeactivate }: { readonly onDeactivate: () => void }) {
  const blocked = useBlockedBecause();
  return (
    <section className={classes.card}>
      <h2>Only leaving for a while?</h2>
      <p className={classes.dimmed}>Deactivating blocks sign-in, keeps teams and roles, and can be undone.</p>
      <GuardedButton leftSection={<IconUserOff size={16} />} blockedBecause={blocked} onClick={onDeactivate}>
        Deactivate instead
      </GuardedButton>
    </section>
  );
}

interface ConfirmCardProps {
  readonly plan: OffboardPlan;
  readonly state: Offboarding;
  readonly onCancel: () => void;
}

/** What must be typed, and the red button that lights up when it is exact. */
export function ConfirmCard({ plan, state, onCancel }: ConfirmCardProps) {
  const tenant = useTenant();
  const offline = useBlockedBecause();
  const { ticked, missing } = state;
  const wanted = plan.asks.typeText ?? plan.asks.typeTenantName;
  const isDeleting = ticked?.all === 'yes';
  const blocked =
    offline ?? (state.isExpired ? 'Read the plan again first: it is older than two minutes' : missing);
  return (
    <section className={classes.card} data-look="danger">
      <h2>Confirm</h2>
      <p>
        {isDeleting ? 'This deletes in ' : 'This removes in '}
        {tenant && <EnvironmentWord environment={tenant.environment} />}
        {isDeleting ? ' for ever.' : ', and can be put back.'}
      </p>
      {wanted !== null && (
        <ConfirmByTyping
          wanted={wanted}
          what={plan.asks.typeText === null ? 'the name of the tenant' : 'the email'}
          typed={state.typed}
          onType={state.type}
        />
      )}
      {plan.asks.acknowledge !== null && (
        <Checkbox
          label={plan.asks.acknowledge}
          checked={state.isAcknowledged}
          onChange={(event) => state.acknowledge(event.currentTarget.checked)}
        />
      )}
      <Checkbox
        label="Stop at the first step that fails"
        checked={state.onFailure === 'stop'}
        onChange={(event) => state.setOnFailure(event.currentTarget.checked ? 'stop' : 'go-on')}
      />
      {state.startFailure && <FailureNotice failure={state.startFailure} />}
      <div className={classes.buttons}>
        <GuardedButton
          size="md"
          variant="filled"
          color="red"
          leftSection={<IconTrash size={16} />}
          blockedBecause={blocked === null ? null : visibleText(blocked)}
          loading={state.isStarting}
          onClick={() => void state.start()}
        >
          {ticked ? confirmLabel(plan, ticked) : 'Delete'}
        </GuardedButton>
        <GuardedButton size="md" variant="subtle" blockedBecause={null} onClick={onCancel}>
          Cancel
        </GuardedButton>
      </div>
    </section>
  );
}
