import { IconKey, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import type {
  MadeScimToken,
  ScimTokenPlan,
  ScimTokenState,
  SsoConnection,
} from '../../../src-contract/provisioning.ts';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { GuardedButton } from '../../kit/GuardedButton.tsx';
import { useNow } from '../../kit/use-now.ts';
import { visibleText } from '../../kit/visible-text.ts';
import { ConnectionTest } from './ConnectionTest.tsx';
import { CopyUrlButton } from './CopyUrlButton.tsx';
import { NewTokenDialog } from './NewTokenDialog.tsx';
import { expiryWords, tokenWords } from './provisioning-words.ts';
import classes from './ScimConnection.module.css';
import { ssoKindWords } from './sso-kind-words.ts';
import { TokenPlanDialog } from './TokenPlanDialog.tsx';

interface ScimConnectionProps {
  readonly tenantId: string;
  readonly connection: SsoConnection;
  /** Whether the name of the connection is shown: there are several. */
  readonly isNamed: boolean;
  readonly token: ScimTokenState | null;
  readonly blockedBecause: string | null;
}

/** One SSO connection's SCIM URL and token, and its connection test. */
export function ScimConnection(props: ScimConnectionProps) {
  const { tenantId, connection, isNamed, token, blockedBecause } = props;
  const [planning, setPlanning] = useState<ScimTokenPlan['kind'] | null>(null);
  const [made, setMade] = useState<MadeScimToken | null>(null);
  const now = useNow();
  const words = tokenWords(token, now);
  const expiry = expiryWords(token?.expiresAt ?? null, now);
  const hasToken = token !== null && token.state !== 'none';
  const { name, kind, scimUrl } = connection;
  return (
    <div className={classes.connection}>
      {isNamed && (
        <h2 className={classes.name}>
          <bdi>{visibleText(name)}</bdi> <span>{ssoKindWords[kind]}</span>
        </h2>
      )}
      <div className={classes.line}>
        <span className={classes.label}>SCIM URL</span>
        <output className={classes.url} aria-label="SCIM URL">
          {scimUrl === '' ? 'Not reported' : <DirectoryText text={scimUrl} look="mono" />}
        </output>
        {scimUrl !== '' && <CopyUrlButton url={scimUrl} />}
      </div>
      <div className={classes.line}>
        <span className={classes.label}>Token</span>
        <div className={classes.token}>
          <p className={classes.state}>
            <IconKey size={16} aria-hidden />
            <strong data-look={words.look}>{words.word}</strong>
            {words.made && <bdi className={classes.dimmed}>{visibleText(words.made)}</bdi>}
          </p>
          <p className={classes.below} data-look={words.look}>
            {words.below}
          </p>
          {expiry && (
            <p className={classes.below} data-look={expiry.look}>
              {expiry.words}
            </p>
          )}
        </div>
        <div className={classes.actions}>
          <GuardedButton
            className={classes.action ?? ''}
            blockedBecause={blockedBecause}
            leftSection={words.action === 'Rotate…' ? <IconRefresh size={16} /> : <IconKey size={16} />}
            onClick={() => setPlanning(words.action === 'Make…' ? 'make' : 'rotate')}
          >
            {words.action}
          </GuardedButton>
          {hasToken && (
            <GuardedButton
              className={classes.action ?? ''}
              variant="subtle"
              blockedBecause={blockedBecause}
              onClick={() => setPlanning('revoke')}
            >
              Revoke…
            </GuardedButton>
          )}
        </div>
      </div>
      {scimUrl !== '' && (
        <ConnectionTest
          tenantId={tenantId}
          connection={{ ssoId: connection.id, scimUrl }}
          blockedBecause={blockedBecause}
        />
      )}
      {planning && (
        <TokenPlanDialog
          tenantId={tenantId}
          ssoId={connection.id}
          kind={planning}
          onMade={(newToken) => {
            setPlanning(null);
            setMade(newToken);
          }}
          onClose={() => setPlanning(null)}
        />
      )}
      {made && <NewTokenDialog made={made} usedBy={name} tenantId={tenantId} onClose={() => setMade(null)} />}
    </div>
  );
}
