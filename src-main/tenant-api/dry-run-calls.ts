import { z } from 'zod';
import type { ApiFailure, ApiOutcome } from './api-outcome.ts';
import { publishedPaths } from './api-paths.ts';
import type { Request } from './request.ts';
import type { TenantClient } from './tenant-client.ts';

const commandSchema = z.looseObject({});

/**
 * Asks what a register would come to, without one. The field `dryRun` is published (tenant-api note, section 2), but a control
 * plane that does not know it would register, so it is found out first whether it is read at all.
 */
export function dryRunCalls(request: Request): Pick<TenantClient, 'readsDryRun' | 'dryRunRegister'> {
  const register = (email: string, dryRun: unknown) =>
    request.json(
      {
        method: 'POST',
        template: publishedPaths.registerUser,
        body: { email, sendInviteEmail: false, skipIfUserExists: false, dryRun },
        person: email,
      },
      commandSchema,
    );

  return {
    readsDryRun: async (existing) => {
      // Of somebody who is there nothing can come but a refusal. Which one it is tells whether the field was looked at: a
      // text where yes or no belongs is objected to by name only by who reads it.
      const answer = await register(existing, 'is this field read?');
      if (answer.ok) return { ...answer, value: 'no' };
      const isObjection = answer.status === 422 || answer.status === 400;
      if (isObjection) return told(answer, /dry.?run/i.test(answer.failure.sentence) ? 'yes' : 'no');
      return answer.status === 409 ? told(answer, 'no') : answer;
    },
    dryRunRegister: async (email) => {
      const answer = await register(email, true);
      if (answer.ok) return { ...answer, value: { is: 'would-register' } };
      if (answer.status === 409) return told(answer, { is: 'exists' });
      const isAboutThePerson =
        answer.status !== null &&
        answer.status >= 400 &&
        answer.status < 500 &&
        ![401, 408, 429].includes(answer.status);
      return isAboutThePerson ? told(answer, { is: 'refused', why: answer.failure.sentence }) : answer;
    },
  };
}

function told<Value>({ status, requestId }: ApiFailure, value: Value): ApiOutcome<Value> {
  return { ok: true, value, status: status ?? 0, requestId };
}
