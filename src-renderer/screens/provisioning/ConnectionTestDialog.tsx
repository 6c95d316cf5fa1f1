import { Button, TextInput } from '@mantine/core';
import { IconClipboard, IconFlask, IconPlugConnected, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { HeldScimToken, ProbeThing, ScimRun } from '../../../src-contract/scim-probe.ts';
import { useChange } from '../../bridge/use-change.ts';
import { Dialog } from '../../kit/Dialog.tsx';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { tellFailure } from '../../kit/toast.tsx';
import { useNow } from '../../kit/use-now.ts';
import { visibleText } from '../../kit/visible-text.ts';
import classes from './ConnectionTestDialog.module.css';
import { DetailsButtons } from './DetailsButtons.tsx';
import { maskedToken } from './masked-token.ts';
import { ProbePlanDialog } from './ProbePlanDialog.tsx';
import { LeftBehind, ProbeResults } from './ProbeResults.tsx';
import { TestResults } from './TestResults.tsx';

interface ConnectionTestDialogProps {
  readonly tenantId: string;
  /** The connection of the tenant; null where the address is typed. */
  readonly connection: { readonly ssoId: string; readonly scimUrl: string } | null;
  readonly runs: readonly ScimRun[];
  readonly leftovers: readonly ProbeThing[];
  readonly onClose: () => void;
}

/** Takes a token from the clipboard for a test or a probe of a SCIM service, runs them, and shows what they find. */
export function ConnectionTestDialog(props: ConnectionTestDialogProps) {
  const { tenantId, connection, runs, leftovers, onClose } = props;
  const take = useChange('scim-probe/take-token');
  const startTest = useChange('scim-probe/start-test');
  const cleanUp = useChange('scim-probe/clean-up');
  const cancel = useChange('scim-probe/cancel');
  const forget = useChange('scim-probe/forget-token');
  const now = useNow(1000);
  const [typedUrl, setTypedUrl] = useState(connection?.scimUrl ?? '');
  const [held, setHeld] = useState<HeldScimToken | null>(null);
  const [runId, setRunId] = useState<string | null>(null);
  const [isPlanning, setPlanning] = useState(false);
  const run = runs.find((one) => one.runId === runId) ?? null;
  const isRunning = run?.state === 'running';
  const isGone = held !== null && now >= Date.parse(held.forgottenAt);
  const token = isGone ? null : held;
  const failure = take.failure ?? startTest.failure ?? cleanUp.failure;
  const isUrlWrong = take.failure?.field === 'scimUrl';

  const test = async (tokenId: string): Promise<void> => {
    const outcome = await startTest.send({ tokenId });
    if (outcome.ok) setRunId(outcome.value.runId);
  };
  const paste = async (): Promise<void> => {
    startTest.reset();
    const place =
      connection === null
        ? ({ is: 'typed', scimUrl: typedUrl } as const)
        : ({ is: 'connection', ssoId: connection.ssoId } as const);
    const outcome = await take.send({ tenantId, place });
    if (!outcome.ok) return;
    if (held) void forget.send({ tokenId: held.tokenId });
    setHeld(outcome.value);
    await test(outcome.value.tokenId);
  };
  const clean = async (tokenId: string): Promise<void> => {
    const outcome = await cleanUp.send({ tokenId });
    if (outcome.ok) setRunId(outcome.value.runId);
  };
  const close = async (): Promise<void> => {
    onClose();
    if (held === null) return;
    const outcome = await forget.send({ tokenId: held.tokenId });
    if (!outcome.ok) tellFailure(outcome.failure);
  };

  if (isPlanning && token !== null) {
    return (
      <ProbePlanDialog
        tokenId={token.tokenId}
        onStarted={(started) => {
          setRunId(started);
          setPlanning(false);
        }}
        onClose={() => setPlanning(false)}
      />
    );
  }
  return (
    <Dialog
      title={connection === null ? 'Test a SCIM service' : 'Test the SCIM connection'}
      lead="Looks at it as an identity provider would. The test only reads."
      width={800}
      onClose={() => void close()}
      note={run && run.endedAt !== null && <DetailsButtons runId={run.runId} />}
      actions={
        <>
          {isRunning && run && (
            <Button size="md" onClick={() => void cancel.send({ runId: run.runId })}>
              Cancel the {run.kind === 'test' ? 'test' : 'probe'}
            </Button>
          )}
          <Button size="md" onClick={() => void close()}>
            Close
          </Button>
        </>
      }
    >
      {connection === null ? (
        <TextInput
          label="SCIM URL"
          placeholder="https://platform.example.com/api/svc/v1/scim/v2/tenant/connection"
          value={typedUrl}
          autoComplete="off"
          spellCheck={false}
          disabled={isRunning}
          error={isUrlWrong && take.failure ? `${take.failure.sentence} ${take.failure.next}` : null}
          onChange={(event) => {
            setTypedUrl(event.currentTarget.value);
            take.reset();
            setHeld(null);
          }}
        />
      ) : (
        <div className={classes.line}>
          <span className={classes.label}>SCIM URL</span>
          <output className={classes.url}>
            <DirectoryText text={connection.scimUrl} look="mono" />
          </output>
        </div>
      )}
      <div className={classes.line}>
        <span className={classes.label}>Token</span>
        <div>
          {token === null ? (
            <p className={classes.dimmed}>
              {isGone
                ? 'Forgotten after five minutes. Copy and paste it again.'
                : 'Copy the SCIM token where you keep it. Tenantry takes it from the clipboard: it never enters this window, is sent to this address only, and is forgotten when you close.'}
            </p>
          ) : (
            <p>
              <code>{maskedToken(token.lastFour)}</code>{' '}
              <span className={classes.dimmed}>
                {token.length} characters, sent to <bdi>{visibleText(token.host)}</bdi> only
              </span>
            </p>
          )}
        </div>
      </div>
      <div className={classes.actions}>
        {token !== null && (
          <Button
            size="md"
            variant="filled"
            leftSection={<IconPlugConnected size={16} />}
            disabled={isRunning}
            loading={startTest.isSending}
            onClick={() => void test(token.tokenId)}
          >
            Test again
          </Button>
        )}
        <Button
          size="md"
          variant={token === null ? 'filled' : 'default'}
          data-autofocus={token === null || undefined}
          leftSection={<IconClipboard size={16} />}
          disabled={isRunning || (connection === null && typedUrl.trim() === '')}
          loading={take.isSending}
          onClick={() => void paste()}
        >
          {token === null ? 'Paste and test' : 'Paste another'}
        </Button>
        {token !== null && (
          <Button
            size="md"
            leftSection={<IconFlask size={16} />}
            disabled={isRunning}
            onClick={() => setPlanning(true)}
          >
            Probe the dialect…
          </Button>
        )}
        {token !== null && leftovers.length > 0 && (
          <Button
            size="md"
            leftSection={<IconTrash size={16} />}
            disabled={isRunning}
            onClick={() => void clean(token.tokenId)}
          >
            Clean up
          </Button>
        )}
      </div>
      {failure && !isUrlWrong && <FailureNotice failure={failure} />}
      {leftovers.length > 0 && run?.things.length !== leftovers.length && <LeftBehind things={leftovers} />}
      {run?.kind === 'test' && <TestResults run={run} />}
      {run && run.kind !== 'test' && <ProbeResults run={run} />}
    </Dialog>
  );
}
