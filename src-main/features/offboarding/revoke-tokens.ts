import { z } from 'zod';
import type { TenantAction } from '../../action/tenant-action.ts';
import { aboutPerson } from '../users/user-state.ts';

const inputSchema = z.strictObject({ email: z.string() });

/**
 * Revokes every personal access token of one person (DELETE /personal-access-tokens/revoke/all). The tenant shows
 * nobody another person's tokens, so its answer is the only proof; after a lost answer it is sent again, which does no
 * harm: what is revoked stays revoked.
 */
export const revokeTokens: TenantAction<{ email: string }> = {
  name: 'offboarding/revoke-tokens',
  done: 'Tokens revoked',
  input: inputSchema,
  look: async () => ({ is: 'needed' }),
  call: async (context, { email }) => {
    const sent = await context.api.revokeTokens(email);
    return sent.ok
      ? { is: 'done', outcome: 'Personal access tokens revoked', requestId: sent.requestId }
      : { is: 'failed', failure: aboutPerson(sent, email) };
  },
  reversal: { is: 'never', why: 'A revoked token cannot be made valid again; the person makes a new one.' },
  undo: () => null,
};
