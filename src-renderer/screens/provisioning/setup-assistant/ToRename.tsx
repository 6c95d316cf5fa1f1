import { IconArrowRight } from '@tabler/icons-react';
import type { SetUp } from '../../../../src-contract/setup-assistant.ts';
import { countText } from '../../../kit/format-number.ts';
import { LinkButton } from '../../../kit/LinkButton.tsx';
import { titleText, visibleText } from '../../../kit/visible-text.ts';
import { CopyNameButton } from './CopyNameButton.tsx';
import { chosenTeam } from './chosen-team.ts';
import classes from './ToRename.module.css';

interface ToRenameProps {
  readonly setUp: SetUp;
  readonly onFitNames: () => void;
}

/** The groups to rename first, each with its new name to copy, and the way to all of them. */
export function ToRename({ setUp, onFitNames }: ToRenameProps) {
  const { tenantId, toRename, moreToRename } = setUp;
  return (
    <div className={classes.rename}>
      {toRename.length > 0 && (
        <p className={classes.rule}>Team names take 3 to 36 lowercase letters, digits and hyphens.</p>
      )}
      <div className={classes.chips}>
        {toRename.map((name) => {
          const team = chosenTeam(name, undefined);
          return (
            <span key={name.group} className={classes.chip} title={titleText(`${name.group} → ${team}`)}>
              <bdi className={classes.group}>{visibleText(name.group)}</bdi>
              <IconArrowRight size={12} role="img" aria-label="becomes" />
              <bdi className={classes.team}>{team}</bdi>
              <CopyNameButton tenantId={tenantId} group={name.group} team={team} />
            </span>
          );
        })}
        <LinkButton onClick={onFitNames}>
          {moreToRename > 0 ? `and ${countText(moreToRename)} more: fit names…` : 'Fit group names…'}
        </LinkButton>
      </div>
    </div>
  );
}
