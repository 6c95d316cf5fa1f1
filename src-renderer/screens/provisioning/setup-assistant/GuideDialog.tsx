import { Dialog } from '../../../kit/Dialog.tsx';
import classes from './GuideDialog.module.css';
import type { Guide } from './guide.ts';
import { StepDetails } from './StepDetails.tsx';

interface GuideDialogProps {
  readonly guide: Guide;
  readonly scimUrl: string | null;
  readonly onClose: () => void;
}

/** A provider's whole guide on one page: every step opened, then how it behaves afterwards. */
export function GuideDialog({ guide, scimUrl, onClose }: GuideDialogProps) {
  const after = [
    ['How soon', guide.pace],
    ['Somebody is unassigned', guide.unassigning],
    ['The token is rotated', guide.rotating],
    ['Its own record of pushes', guide.log],
  ] as const;
  return (
    <Dialog
      title={guide.idp === 'other' ? 'Any other provider' : `${guide.name} guide`}
      lead={guide.advice ?? 'Fields as its screens call them, with what goes in.'}
      width={800}
      onClose={onClose}
    >
      <ol className={classes.steps}>
        {guide.steps.map((step) => (
          <li key={step.kind}>
            <h3>{step.title}</h3>
            <StepDetails guide={guide} step={step} scimUrl={scimUrl} />
          </li>
        ))}
      </ol>
      <dl className={classes.after}>
        {after.map(([word, text]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
