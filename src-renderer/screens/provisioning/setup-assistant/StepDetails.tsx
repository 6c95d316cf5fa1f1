import { IconToggleLeft } from '@tabler/icons-react';
import { CopyButton } from '../../../kit/CopyButton.tsx';
import { DirectoryText } from '../../../kit/DirectoryText.tsx';
import { urlWith } from './field-text.ts';
import type { FieldValue, Guide, GuideField, GuideStep } from './guide.ts';
import classes from './StepDetails.module.css';

interface StepDetailsProps {
  readonly guide: Guide;
  readonly step: GuideStep;
  /** Null when it is not known here. */
  readonly scimUrl: string | null;
}

/** What is pasted into a field; null where there is nothing to copy from here. */
function pasted(value: FieldValue, scimUrl: string | null): string | null {
  switch (value.of) {
    case 'text':
      return value.text;
    case 'scim-url':
      return scimUrl === null ? null : urlWith(scimUrl, '');
    case 'scim-url-with':
      return scimUrl === null ? null : urlWith(scimUrl, value.ending);
    case 'token':
    case 'choice':
      return null;
  }
}

/** What stands there instead of something to copy. */
function insteadOf(value: FieldValue): string {
  switch (value.of) {
    case 'token':
      return 'the token, copied when it is made';
    case 'choice':
    case 'text':
      return value.text;
    case 'scim-url':
      return 'the SCIM URL that the console shows';
    case 'scim-url-with':
      return `the SCIM URL that the console shows, then ${value.ending}`;
  }
}

/** The text to paste; what was put behind a long URL stays in sight. */
function PastedText({ text, value }: { readonly text: string; readonly value: FieldValue }) {
  if (value.of !== 'scim-url-with') return <DirectoryText text={text} look="mono" />;
  return (
    <span className={classes.long} title={text}>
      <DirectoryText text={text.slice(0, -value.ending.length)} look="mono" />
      <code>{value.ending}</code>
    </span>
  );
}

function Field({ field, scimUrl }: { readonly field: GuideField; readonly scimUrl: string | null }) {
  const text = pasted(field.value, scimUrl);
  return (
    <div className={classes.field}>
      <dt>{field.label}</dt>
      <dd>
        {text === null ? (
          <span className={classes.choice}>{insteadOf(field.value)}</span>
        ) : (
          <>
            <PastedText text={text} value={field.value} />
            <CopyButton text={text} label={`Copy ${field.label}: ${text.slice(0, 60)}`} />
          </>
        )}
      </dd>
    </div>
  );
}

/** What to do at one step: the provider's own fields with what goes in, what is off there, and its traps. */
export function StepDetails({ guide, step, scimUrl }: StepDetailsProps) {
  const { fields, switches, notes } = step;
  return (
    <div className={classes.details}>
      {fields.length > 0 && (
        <dl className={classes.fields}>
          {fields.map((field) => (
            <Field key={`${field.label} ${insteadOf(field.value)}`} field={field} scimUrl={scimUrl} />
          ))}
        </dl>
      )}
      {switches.length > 0 && (
        <ul className={classes.switches} aria-label="Off until you turn it on">
          {switches.map((words) => (
            <li key={words}>
              <IconToggleLeft size={14} aria-hidden />
              <span>
                {words} <em>off at first</em>
              </span>
            </li>
          ))}
        </ul>
      )}
      {notes.length > 0 && (
        <ul className={classes.notes} aria-label={`What to know of ${guide.name} here`}>
          {notes.map(({ trap, text }) => (
            <li key={trap}>{text}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
