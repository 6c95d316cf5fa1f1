import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import type { ScimTokenReminder } from '../../src-contract/provisioning.ts';
import { useChange } from '../bridge/use-change.ts';
import { useRead } from '../bridge/use-read.ts';
import { Banner } from '../kit/Banner.tsx';
import { dayText, spanText } from '../kit/moment-text.ts';
import { tellFailure } from '../kit/toast.tsx';
import { useNow } from '../kit/use-now.ts';
import { visibleText } from '../kit/visible-text.ts';
import { goTo, useSession } from '../session/session.ts';
import { useTenantId } from '../session/use-tenant.ts';

/** What a reminder says first: `The SCIM token of Okta expires in 6 d.` In: the reminder, now in ms. */
export function reminderTitle({ ssoName, expiresAt }: ScimTokenReminder, nowMs: number): string {
  const leftMs = Date.parse(expiresAt) - nowMs;
  const what = `The SCIM token of ${visibleText(ssoName)}`;
  return leftMs <= 0 ? `${what} has expired.` : `${what} expires in ${spanText(leftMs)}.`;
}

/** The band that reminds of a SCIM token's end 30, 14, 7 and 1 days before and at it; each may be put away once. */
export function TokenReminderBanner() {
  const tenantId = useTenantId();
  const [reminder] = useRead('provisioning/reminders', { tenantId }).value?.reminders ?? [];
  const putAway = useChange('provisioning/put-away-reminder');
  const screen = useSession((session) => session.route.screen);
  const now = useNow();
  if (reminder === undefined) return null;
  const { ssoId, days, expiresAt } = reminder;
  const isOver = Date.parse(expiresAt) <= now;
  const close = async (): Promise<void> => {
    const outcome = await putAway.send({ tenantId, ssoId, days });
    if (!outcome.ok) tellFailure(outcome.failure);
  };
  return (
    <Banner
      icon={IconKey}
      title={reminderTitle(reminder, now)}
      actions={
        <>
          <Button onClick={() => void close()}>{isOver ? 'Put away' : 'Remind me later'}</Button>
          {screen !== 'provisioning' && (
            <Button onClick={() => goTo({ screen: 'provisioning' })}>Open Provisioning</Button>
          )}
        </>
      }
    >
      {isOver
        ? 'The identity provider cannot push: nobody is added or deactivated until the token is rotated.'
        : `Rotate it before ${dayText(expiresAt)}, or pushes stop and leavers stay active.`}
    </Banner>
  );
}
