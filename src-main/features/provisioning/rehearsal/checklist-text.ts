import { modeCapabilities } from '../../../../src-contract/mode-capabilities.ts';
import type { RehearsalRow } from '../../../../src-contract/mode-rehearsals.ts';
import type { ModeSwitchPlan } from '../../../../src-contract/provisioning.ts';
import { counted, modeWords } from '../mode-words.ts';

/** Names come from directories: whatever would be markup in a document is written as text. */
export function plainMarkdown(text: string): string {
  return text
    .replace(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replace(/[\\`*[\]<>|#~]/g, (sign) => `\\${sign}`);
}

export interface ChecklistFacts {
  plan: ModeSwitchPlan;
  tenant: { displayName: string; host: string; environment: string };
  writtenAt: string;
  idp: string;
  /** The first rows of each list that is not empty. */
  shown: readonly { title: string; sentence: string; count: number; rows: readonly RehearsalRow[] }[];
}

const minute = (moment: string): string => `${moment.slice(0, 10)} ${moment.slice(11, 16)} UTC`;
const box = (text: string): string => `- [ ] ${text}`;

function stepsBefore({ plan, idp }: ChecklistFacts): string[] {
  const { from, to, rehearsal } = plan;
  const count = (list: string): number => rehearsal.lists.find((one) => one.list === list)?.count ?? 0;
  return [
    `Save the ${counted(rehearsal.backup.count)} people and their groups as CSV`,
    rehearsal.breakGlass.look === 'ok'
      ? `Sign in once as an admin outside ${idp}: ${rehearsal.breakGlass.names.join(', ')}`
      : `Make one admin with a password outside ${idp}, and sign in once as them`,
    ...(rehearsal.export === null ? [`Compare with an export of ${idp}`] : []),
    ...(count('left-active') > 0 ? [`Deactivate the ${counted(count('left-active'))} who have left`] : []),
    ...(count('orphans') > 0 ? [`Decide on the ${counted(count('orphans'))} whom ${idp} does not know`] : []),
    ...(to === 'scim' && count('bad-groups') > 0
      ? [`Rename ${counted(count('bad-groups'))} groups in ${idp}`]
      : []),
    ...(to === 'invite-only' && count('not-here') > 0
      ? [`Invite those of the ${counted(count('not-here'))} who are needed`]
      : []),
    ...(from === 'scim' ? [`Turn provisioning off in ${idp}`] : []),
    ...(to === 'jit' ? [`Check in ${idp} who may sign in`] : []),
  ];
}

function stepsAfter({ plan, idp }: ChecklistFacts): string[] {
  return [
    ...(plan.to === 'scim'
      ? [
          `Make a SCIM token and paste it into ${idp}`,
          'Test the connection',
          `Push one person of ${idp}, then everybody`,
        ]
      : []),
    ...(plan.to === 'jit' ? ['Have somebody new sign in, and see them appear'] : []),
    ...(plan.to === 'invite-only' ? ['Invite one person, and see the invite arrive'] : []),
    ...(plan.from === 'scim' ? ['Agree who deactivates leavers from now on, and how they hear of them'] : []),
    'Read the after-check in Tenantry: predicted and seen are the same',
    'Sign in once as an admin outside the identity provider',
  ];
}

/** A rehearsal as a document to print and to tick: Markdown that reads well as plain text. */
export function checklistText(facts: ChecklistFacts): string {
  const { plan, tenant, shown } = facts;
  const { from, to, rehearsal } = plan;
  const bullets = (sentences: readonly string[]): string[] =>
    sentences.length === 0 ? ['- Nothing'] : sentences.map((sentence) => `- ${plainMarkdown(sentence)}`);
  const lines: string[] = [
    `# Switch from ${modeWords[from]} to ${modeWords[to]}: ${plainMarkdown(tenant.displayName)}`,
    '',
    `- Tenant: ${plainMarkdown(tenant.displayName)} (${tenant.environment}), ${tenant.host}`,
    `- Rehearsed: ${minute(facts.writtenAt)}. Nothing was changed by it.`,
    plan.asOf === null
      ? '- Data: there was no local copy'
      : `- Data: local copy of ${minute(plan.asOf)}${plan.modeIs === 'reported' ? '' : `; the mode is ${plan.modeIs}`}`,
    rehearsal.export === null
      ? '- Export of the identity provider: none'
      : `- Export of the identity provider: ${plainMarkdown(rehearsal.export.fileName)}, ${counted(rehearsal.export.people)} people, ${counted(rehearsal.export.left)} of them left, ${counted(rehearsal.export.groups)} groups`,
    ...(rehearsal.export?.notes ?? []).map((note) => `  - ${plainMarkdown(note)}`),
    ...(plan.blockedBecause === null ? [] : [`- Cannot be done now: ${plainMarkdown(plan.blockedBecause)}`]),
    '',
    '## Before the switch',
    '',
    ...stepsBefore(facts).map((step) => box(plainMarkdown(step))),
    '',
    '## The switch',
    '',
    box(plainMarkdown(plan.asks.acknowledge)),
    box(
      `Switch to ${modeWords[to]}${plan.switchIn === 'console' ? ' in the console, then record it in Tenantry' : ''}`,
    ),
    '',
    '## After the switch',
    '',
    ...stepsAfter(facts).map((step) => box(plainMarkdown(step))),
    '',
    '## What changes',
    '',
    'Stops:',
    '',
    ...bullets(plan.stops),
    '',
    'Starts:',
    '',
    ...bullets(plan.starts),
    '',
    'Stays:',
    '',
    ...bullets(plan.stays),
    '',
    'Look at:',
    '',
    ...bullets([rehearsal.breakGlass.sentence, ...plan.warnings]),
    '',
    '| | Now | After |',
    '|---|---|---|',
    ...modeCapabilities
      .filter(({ of }) => of[from].words !== of[to].words)
      .map(({ name, of }) => `| ${name} | ${of[from].words} | ${of[to].words} |`),
    '',
    '## Counts',
    '',
    '| People, teams, groups | Count |',
    '|---|---:|',
    ...rehearsal.lists.map(({ title, count }) => `| ${plainMarkdown(title)} | ${counted(count)} |`),
  ];
  for (const { title, sentence, count, rows } of shown) {
    lines.push('', `## ${counted(count)} ${plainMarkdown(title)}`, '');
    if (sentence !== '') lines.push(plainMarkdown(sentence), '');
    for (const { name, detail, note } of rows) {
      const parts = [name, detail === name ? '' : detail, note].filter((part) => part !== '');
      lines.push(box(plainMarkdown(parts.join(', '))));
    }
    if (count > rows.length)
      lines.push('', `${counted(count - rows.length)} more are in the CSV of this rehearsal.`);
  }
  return `${lines.join('\n')}\n`;
}
