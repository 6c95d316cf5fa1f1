import { Button } from '@mantine/core';
import { IconCheck, IconCircleCheckFilled, IconMinus } from '@tabler/icons-react';
import { type Capability, modeCapabilities } from '../../../src-contract/mode-capabilities.ts';
import type { Provisioning, ProvisioningMode } from '../../../src-contract/provisioning.ts';
import classes from './ModeCards.module.css';
import { modes, modeWords } from './mode-words.ts';
import { needsSsoFirst } from './provisioning-words.ts';

interface ModeCardsProps {
  /** Undefined while it is being read: then no mode is marked as on. */
  readonly provisioning: Provisioning | undefined;
  readonly blockedBecause: string | null;
  readonly onSwitch: (to: ProvisioningMode) => void;
}

function ModeAction({
  mode,
  provisioning,
  blockedBecause,
  onSwitch,
}: ModeCardsProps & { readonly mode: ProvisioningMode }) {
  if (!provisioning) return null;
  if (provisioning.mode === mode) {
    return (
      <span className={classes.on}>
        <IconCircleCheckFilled size={14} aria-hidden />
        {provisioning.modeIs === 'inferred' ? 'Looks on' : 'On'}
      </span>
    );
  }
  // What cannot be done now can be looked at all the same: from the copy, offline too.
  const verb = whyNot(mode, provisioning, blockedBecause) === null ? 'Switch…' : 'Rehearse…';
  return (
    <Button aria-label={`${verb} to ${modeWords[mode].word}`} onClick={() => onSwitch(mode)}>
      {verb}
    </Button>
  );
}

/** Why a mode cannot be switched to from here now; null when it can. */
function whyNot(
  mode: ProvisioningMode,
  provisioning: Provisioning,
  blockedBecause: string | null,
): string | null {
  if (needsSsoFirst(mode, provisioning)) return 'Needs SSO first';
  if (provisioning.modeIs !== 'reported') return 'Switched in the console';
  return blockedBecause;
}

function ModeCard(props: ModeCardsProps & { readonly mode: ProvisioningMode }) {
  const { mode, provisioning, blockedBecause, onSwitch } = props;
  const { title, does, bestFor, needs } = modeWords[mode];
  const isOn = provisioning?.mode === mode;
  const why = provisioning && !isOn ? whyNot(mode, provisioning, blockedBecause) : null;
  return (
    <th scope="col" className={classes.card} data-on={isOn || undefined} data-mode={mode}>
      <div className={classes.cardTop}>
        {/* biome-ignore lint/a11y/useSemanticElements: choosing it opens a preview; a native radio would move at once */}
        <button
          type="button"
          role="radio"
          className={classes.dot}
          aria-checked={isOn}
          aria-label={title}
          aria-disabled={!provisioning || undefined}
          onClick={() => provisioning && !isOn && onSwitch(mode)}
        />
        <h2 className={classes.title}>{title}</h2>
        <ModeAction {...props} />
      </div>
      <p className={classes.does}>{does}</p>
      <p className={classes.bestFor}>Best for: {bestFor}</p>
      <p className={classes.bestFor}>
        Needs: {needs}
        {why !== null && <span className={classes.why}>{why}</span>}
      </p>
    </th>
  );
}

function CapabilityText({ capability: { is, words } }: { readonly capability: Capability }) {
  return (
    <span className={classes.capability} data-is={is}>
      {is === 'yes' ? <IconCheck size={14} aria-hidden /> : <IconMinus size={14} aria-hidden />}
      {words}
    </span>
  );
}

/** The three modes as heads of the capability matrix; exactly one is on. Switching only ever opens its preview. */
export function ModeCards(props: ModeCardsProps) {
  const { provisioning } = props;
  return (
    <div className={classes.frame} role="radiogroup" aria-label="Provisioning mode">
      <table className={classes.table} aria-label="Provisioning modes">
        <thead>
          <tr>
            <th scope="col" className={classes.lead}>
              <h2>Mode</h2>
              <p>Exactly one is on. Switching shows what changes before anything happens.</p>
            </th>
            {modes.map((mode) => (
              <ModeCard key={mode} mode={mode} {...props} />
            ))}
          </tr>
        </thead>
        <tbody>
          {modeCapabilities.map(({ name, of }) => (
            <tr key={name}>
              <th scope="row" className={classes.name}>
                {name}
              </th>
              {modes.map((mode) => (
                <td key={mode} data-on={provisioning?.mode === mode || undefined}>
                  <CapabilityText capability={of[mode]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
