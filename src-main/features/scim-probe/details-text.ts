import type { ScimRun } from '../../../src-contract/scim-probe.ts';

const kinds = { test: 'Connection test', probe: 'Dialect probe', 'clean-up': 'Clean-up' } as const;
const verdicts = {
  works: 'works',
  'works-with-a-switch': 'works with a switch',
  breaks: 'breaks',
  'not-tried': 'not tried',
} as const;

/** A run as plain text, for a ticket or a mail: no token is in it, nor ever was in the run. */
export function detailsText(run: ScimRun): string {
  const lines = [
    `${kinds[run.kind]} of ${run.scimUrl}`,
    `Started ${run.startedAt}${run.endedAt === null ? ', still running' : `, ended ${run.endedAt}`} (${run.state})`,
    `With a token ${run.tokenFrom === 'made' ? 'just made' : 'pasted for it'}, which is not kept`,
    '',
    ...run.checks.flatMap(({ name, result, sentence, next, tookMs }) => [
      `${result.padEnd(8)}${name}: ${sentence}${tookMs === null ? '' : ` (${tookMs} ms)`}`,
      ...(next === null ? [] : [`        Next: ${next}`]),
    ]),
  ];
  if (run.vendors.length > 0) {
    lines.push('', 'Providers');
    for (const { vendor, verdict, sentence } of run.vendors)
      lines.push(`  ${vendor}: ${verdicts[verdict]}. ${sentence}`);
  }
  if (run.things.length > 0) {
    lines.push('', 'Left behind');
    for (const { kind, name, remoteId, sentence } of run.things)
      lines.push(`  ${kind} ${name}, id ${remoteId ?? 'not known'}: ${sentence}`);
  }
  return `${lines.join('\n')}\n`;
}
