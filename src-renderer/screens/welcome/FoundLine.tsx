import { IconAlertCircle, IconLock, IconLockOpen } from '@tabler/icons-react';
import { dayText } from '../../kit/moment-text.ts';
import type { LookUp } from './use-look-up.ts';
import classes from './WelcomeScreen.module.css';

/** Under the URL field: what the look-up found, or why it found nothing. */
export function FoundLine({ found, failure, isLooking }: LookUp) {
  if (failure) {
    return (
      <p className={classes.error} role="alert">
        <IconAlertCircle size={14} aria-hidden />
        <span>
          <bdi>{failure.sentence}</bdi> {failure.next}
        </span>
      </p>
    );
  }
  if (isLooking) return <p className={classes.below}>Looking</p>;
  if (!found) return <p className={classes.below}>The address that you open in the browser.</p>;
  const Icon = found.certificate ? IconLock : IconLockOpen;
  return (
    <p className={classes.below} role="status">
      <Icon size={14} aria-hidden />
      <span>
        Control plane found at <bdi>{found.host}</bdi>
        {found.version !== null && `, version ${found.version.slice(0, 40)}`}
        {found.certificate
          ? `, certificate valid until ${dayText(found.certificate.validUntil)}`
          : '. Not encrypted, on this computer only'}
      </span>
    </p>
  );
}
