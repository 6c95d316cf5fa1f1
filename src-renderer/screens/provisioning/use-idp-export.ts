import { useCallback, useState } from 'react';
import { largestExportBytes } from '../../../src-contract/largest-export.ts';
import type { Failure } from '../../../src-contract/outcome.ts';
import { call } from '../../bridge/call.ts';

export interface IdpExportFile {
  /** What is being read, in words; null when nothing is. */
  readonly reading: string | null;
  readonly failure: Failure | null;
  readonly choose: () => Promise<void>;
  readonly drop: (file: File) => Promise<void>;
  readonly remove: () => Promise<void>;
}

const base = { changed: 'Nothing was changed.', retryAt: null, field: null } as const;

/** Of a dropped file that never reaches main. */
function refused(code: 'file-too-large' | 'file-unreadable', name: string): Failure {
  return code === 'file-too-large'
    ? {
        ...base,
        code,
        sentence: `${name} is larger than 64 MB.`,
        next: 'Export fewer columns, then choose it again.',
        detail: `code ${code}`,
      }
    : {
        ...base,
        code,
        sentence: `${name} cannot be read. It may be a folder, or be open in another program.`,
        next: 'Close it in other programs, then choose it again.',
        detail: `code ${code}`,
      };
}

/** The ways to give an export of the identity provider: main's dialog or a drop. In: the tenant, what to do after. */
export function useIdpExport(tenantId: string, onChanged: () => void): IdpExportFile {
  const [state, setState] = useState<{ reading: string | null; failure: Failure | null }>({
    reading: null,
    failure: null,
  });
  const end = useCallback(
    (outcome: { readonly ok: boolean; readonly failure?: Failure }, file: 'changed' | 'same'): void => {
      setState({ reading: null, failure: outcome.failure ?? null });
      if (outcome.ok && file === 'changed') onChanged();
    },
    [onChanged],
  );
  const choose = useCallback(async () => {
    setState({ reading: 'Choosing an export', failure: null });
    const chosen = await call('provisioning/choose-export', { tenantId });
    end(chosen, chosen.ok && chosen.value.export !== null ? 'changed' : 'same');
  }, [tenantId, end]);
  const drop = useCallback(
    async (file: File) => {
      const fileName = file.name.slice(0, 300) || 'Dropped file';
      if (file.size > largestExportBytes) {
        setState({ reading: null, failure: refused('file-too-large', fileName) });
        return;
      }
      setState({ reading: `Reading ${fileName}`, failure: null });
      const bytes = await file.arrayBuffer().catch(() => null);
      if (bytes === null) setState({ reading: null, failure: refused('file-unreadable', fileName) });
      else
        end(
          await call('provisioning/open-export', { tenantId, fileName, bytes: new Uint8Array(bytes) }),
          'changed',
        );
    },
    [tenantId, end],
  );
  const remove = useCallback(async () => {
    end(await call('provisioning/drop-export', { tenantId }), 'changed');
  }, [tenantId, end]);
  return { ...state, choose, drop, remove };
}
