import { IconHistory } from '@tabler/icons-react';
import { useRead } from '../../bridge/use-read.ts';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countOf } from '../../kit/format-number.ts';
import { Moment } from '../../kit/Moment.tsx';
import { Note } from '../../kit/Note.tsx';
import { visibleText } from '../../kit/visible-text.ts';

/** Says that a file was in review when Tenantry was closed, and that what was fixed in it is kept. */
export function FixedFileNote({ tenantId }: { readonly tenantId: string }) {
  const { value, failure, askAgain } = useRead(
    'bulk-invites/latest-fixed',
    { tenantId },
    { memory: 'fresh' },
  );
  if (failure) return <FailureNotice failure={failure} onTryAgain={askAgain} />;
  const file = value?.file ?? null;
  if (file === null) return null;
  return (
    <Note icon={IconHistory} look="info">
      You were reviewing{' '}
      <strong>
        <bdi>{visibleText(file.fileName)}</bdi>
      </strong>{' '}
      until <Moment at={file.at} as="clock" />. Choose it again to go on:{' '}
      {file.rows === 0 ? 'what was ticked' : `what was fixed in ${countOf(file.rows, 'row', 'rows')}`} is
      kept.
    </Note>
  );
}
