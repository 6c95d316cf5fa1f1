import { useRead } from '../../bridge/use-read.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { Moment } from '../../kit/Moment.tsx';
import { modeWords } from './mode-words.ts';
import classes from './ProvisioningScreen.module.css';
import { switchResultShort } from './switch-result-words.ts';

/** The latest switch made or recorded from here, and whether the tenant was as predicted; opens its result. */
export function LastSwitchLine({
  tenantId,
  onOpen,
}: {
  readonly tenantId: string;
  readonly onOpen: (jobId: string) => void;
}) {
  const { value } = useRead('provisioning/switch-result', { tenantId, jobId: null });
  const result = value?.result ?? null;
  if (result === null) return null;
  const { from, to, startedAt, jobId } = result;
  return (
    <p className={classes.last}>
      Last switch from here: {modeWords[from].word} to {modeWords[to].word},{' '}
      <Moment at={startedAt} as="relative" />, {switchResultShort(result)}.{' '}
      <LinkButton onClick={() => onOpen(jobId)}>Show predicted and seen</LinkButton>
    </p>
  );
}
