import { IconAlertTriangle, IconServer, IconServerOff } from '@tabler/icons-react';
import type { BulkReview } from '../../../src-contract/bulk-invites.ts';
import { countOf, countText } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { Note } from '../../kit/Note.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import { useBlockedBecause } from '../../session/use-sync-status.ts';
import { type DryRun, useDryRun } from './use-dry-run.ts';

interface DryRunNoteProps {
  readonly view: string;
  readonly review: BulkReview;
  readonly isChecking: boolean;
}

const nobody = 'Nobody is invited by it.';

function Standing({ review, work }: { readonly review: BulkReview; readonly work: DryRun }) {
  const { unasked, willInvite, counts } = review;
  const away = useBlockedBecause();
  const asked = countText(willInvite - unasked);
  const refused = counts.refused === 0 ? '' : ` It refuses ${countOf(counts.refused, 'row', 'rows')}.`;
  if (work.is === 'asking') {
    return (
      <Note icon={IconServer}>
        Asking the tenant, {asked} of {countText(willInvite)}.{refused} {nobody}{' '}
        <LinkButton onClick={work.stop}>Stop</LinkButton>
      </Note>
    );
  }
  if (work.is === 'failed' && work.failure !== null) {
    return (
      <Note icon={IconAlertTriangle} look="warn">
        The dry run stopped after {asked} of {countText(willInvite)}. {visibleText(work.failure.sentence)}{' '}
        {away === null && <LinkButton onClick={work.start}>Go on</LinkButton>}
      </Note>
    );
  }
  if (unasked === 0) {
    return (
      <Note icon={IconServer}>
        {willInvite === 0
          ? 'The tenant was asked.'
          : `The tenant would take ${countOf(willInvite, 'row', 'rows')}.`}
        {refused}
      </Note>
    );
  }
  if (away !== null) {
    return <Note icon={IconServerOff}>The tenant is asked about the rows once it can be reached.</Note>;
  }
  return (
    <Note icon={IconServer}>
      The tenant can say before the run whom it would refuse.{refused} {nobody}{' '}
      <LinkButton onClick={work.start}>Ask about {countOf(unasked, 'row', 'rows')}</LinkButton>
    </Note>
  );
}

/** What the tenant's own dry run says of the rows that are ready, or why it is not asked (condition 59). */
export function DryRunNote({ view, review, isChecking }: DryRunNoteProps) {
  const work = useDryRun(view, review, isChecking ? 'checking' : 'checked');
  if (work.is === 'broken') {
    return (
      <Note icon={IconAlertTriangle} look="warn">
        This control plane registers whom it is only asked about. A made-up address showed it, and a job takes
        that out again. No row was asked about.
      </Note>
    );
  }
  if (work.is === 'not-offered') {
    return (
      <Note icon={IconServerOff}>
        This control plane offers no dry run, so the tenant judges each row when it is sent.
      </Note>
    );
  }
  if (review.willInvite === 0 && review.counts.refused === 0) return null;
  return <Standing review={review} work={work} />;
}
