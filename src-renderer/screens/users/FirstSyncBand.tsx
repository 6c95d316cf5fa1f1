import type { SyncStatus } from '../../../src-contract/sync.ts';
import { countText, percentText } from '../../kit/format-number.ts';
import { Ring } from '../../kit/Ring.tsx';
import classes from './FirstSyncBand.module.css';

/** How far the first sync is; the rows below land page by page. */
export function FirstSyncBand({ status }: { readonly status: SyncStatus }) {
  const { progress } = status;
  const share = progress && progress.expected > 0 ? progress.done / progress.expected : null;
  return (
    <div className={classes.band} role="status">
      <Ring share={share ?? 'unknown'} />
      <strong>First sync{share !== null && ` ${percentText(share)}`}</strong>
      {progress && (
        <span className={classes.dimmed}>
          {countText(progress.done)} of about {countText(progress.expected)} people
        </span>
      )}
    </div>
  );
}
