import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Idp } from '../../../../src-contract/setup-assistant.ts';
import { useChange } from '../../../bridge/use-change.ts';
import { useRead } from '../../../bridge/use-read.ts';
import { FailureNotice } from '../../../kit/FailureNotice.tsx';
import { LinkButton } from '../../../kit/LinkButton.tsx';
import { tellFailure } from '../../../kit/toast.tsx';
import panel from '../Panel.module.css';
import { scimUrlProblem } from './field-text.ts';
import { GroupNamesDialog } from './GroupNamesDialog.tsx';
import { GuideDialog } from './GuideDialog.tsx';
import { guides } from './guides/guides.ts';
import { IdpPills } from './IdpPills.tsx';
import classes from './SetUpAssistant.module.css';
import { SetUpStep } from './SetUpStep.tsx';
import { doneWords, stepStates } from './step-states.ts';

const boneWidths = ['78%', '64%', '70%', '52%', '60%', '46%'];

interface SetUpAssistantProps {
  readonly tenantId: string;
  /** `console`: the control plane does not tell the SCIM URL, so an admin may type it. */
  readonly urlFrom: 'tenant' | 'console';
}

/** The set-up of SCIM at the identity provider, step by step; ticked by what the tenant tells, never by a click. */
export function SetUpAssistant({ tenantId, urlFrom }: SetUpAssistantProps) {
  const { value, failure, isAsking, askAgain } = useRead('setup-assistant/read', { tenantId });
  const choice = useChange('setup-assistant/choose-idp');
  const [chosen, setChosen] = useState<Idp | null>(null);
  const [typedUrl, setTypedUrl] = useState('');
  const [dialog, setDialog] = useState<'guide' | 'names' | null>(null);
  const idp = chosen ?? value?.idp ?? null;
  const guide = idp && guides[idp];
  const typed = typedUrl !== '' && scimUrlProblem(typedUrl) === null ? typedUrl.trim() : null;
  const scimUrl = value?.connection?.scimUrl ?? typed;
  const states = value && guide ? stepStates(guide, value) : [];
  const choose = async (one: Idp): Promise<void> => {
    setChosen(one);
    const outcome = await choice.send({ tenantId, idp: one });
    if (!outcome.ok) tellFailure(outcome.failure);
  };
  return (
    <section
      className={panel.panel}
      aria-label="Set-up assistant"
      aria-busy={value === undefined || undefined}
    >
      <header className={panel.head}>
        <h2>Set-up assistant</h2>
        {states.length > 0 && <span className={panel.headEnd}>{doneWords(states)}</span>}
      </header>
      <div className={classes.body}>
        {failure && <FailureNotice failure={failure} {...(isAsking ? {} : { onTryAgain: askAgain })} />}
        {idp && <IdpPills chosen={idp} onChoose={(one) => void choose(one)} />}
        {guide?.advice && <p className={classes.advice}>{guide.advice}</p>}
        {value && urlFrom === 'console' && (
          <TextInput
            label="SCIM URL"
            description="As the console shows it. It is not kept."
            value={typedUrl}
            maxLength={500}
            autoComplete="off"
            spellCheck={false}
            error={typedUrl === '' ? null : scimUrlProblem(typedUrl)}
            onChange={(event) => setTypedUrl(event.currentTarget.value)}
          />
        )}
        {value && guide ? (
          <ol className={classes.steps}>
            {states.map((state, at) => (
              <SetUpStep
                key={`${guide.idp} ${state.step.kind}`}
                number={at + 1}
                guide={guide}
                setUp={value}
                scimUrl={scimUrl}
                state={state}
                onFitNames={() => setDialog('names')}
              />
            ))}
          </ol>
        ) : (
          failure === null &&
          boneWidths.map((width) => <span key={width} className={panel.bone} style={{ width }} />)
        )}
      </div>
      <p className={`${panel.foot} ${classes.foot}`}>
        <span>Steps follow what the server reports, not what you tick.</span>
        {guide && (
          <LinkButton onClick={() => setDialog('guide')}>
            {guide.idp === 'other' ? 'Guide' : `${guide.name} guide`}
          </LinkButton>
        )}
      </p>
      {dialog === 'guide' && guide && value && (
        <GuideDialog guide={guide} scimUrl={scimUrl} onClose={() => setDialog(null)} />
      )}
      {dialog === 'names' && value && (
        <GroupNamesDialog tenantId={tenantId} seenGroups={value.seenGroups} onClose={() => setDialog(null)} />
      )}
    </section>
  );
}
