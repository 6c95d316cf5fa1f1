import type { Heartbeat } from '../../../src-contract/heartbeat.ts';
import type { Job } from '../../../src-contract/jobs.ts';
import type { Attention } from '../../../src-contract/overview.ts';
import { everyText, silenceText } from '../heartbeat/silence-words.ts';
import type { OverviewCounts } from './overview-rows.ts';

export interface AttentionFacts {
  counts: OverviewCounts;
  heartbeat: Heartbeat | null;
  /** Jobs of this tenant, newest first. */
  jobs: readonly Job[];
  nowMs: number;
  oldInvitesBefore: string;
}

const hourMs = 3_600_000;
const failedForMs = 7 * 24 * hourMs;
const countOf = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

/** What is worth a look, worst first: warnings, then what is good to know. Depends on its input alone. */
export function listAttention(facts: AttentionFacts): Attention[] {
  return [...scimItems(facts), ...jobItems(facts), ...adminItems(facts), ...otherItems(facts)].sort(
    (one, other) => Number(one.level === 'info') - Number(other.level === 'info'),
  );
}

function scimItems({ heartbeat: beat, nowMs }: AttentionFacts): Attention[] {
  if (beat === null || beat.mode !== 'scim' || beat.asOf === null) return [];
  const items: Attention[] = [];
  const idp = beat.idpName ?? 'The identity provider';
  const go = { to: 'provisioning' } as const;
  if (beat.tokenState === 'unknown') {
    items.push({
      id: 'scim-token-unknown',
      kind: 'scim-token-unknown',
      level: 'warn',
      title: 'Which SCIM token is valid is not known',
      sentence: 'A rotation was cut off. Rotate again.',
      action: 'Open',
      go,
    });
  }
  if (beat.state === 'silent' && beat.lastPushAt !== null) {
    const usual =
      beat.usualGap === null ? '' : `${idp} usually pushes ${everyText(beat.usualGap.medianMs)}. `;
    const few = beat.silence === 'not-enough-seen' ? 'Not enough was seen yet to say what is usual. ' : '';
    items.push({
      id: 'scim-silent',
      kind: 'scim-silent',
      level: 'warn',
      title: `SCIM is on but silent for ${silenceText(nowMs - Date.parse(beat.lastPushAt))}`,
      sentence: `${usual}${few}Leavers may still be active.`,
      action: 'Test',
      go,
    });
  }
  if (beat.state === 'never-pushed') {
    items.push({
      id: 'scim-never-pushed',
      kind: 'scim-never-pushed',
      level: 'warn',
      title: 'SCIM is on and has never pushed',
      sentence: 'No person and no team came that way.',
      action: 'Set up',
      go,
    });
  }
  const serious = beat.drifted.reasons.filter(({ reason }) => reason !== 'role-by-hand');
  const count = serious.reduce((sum, { count: some }) => sum + some, 0);
  if (count > 0) {
    items.push({
      id: 'scim-drift',
      kind: 'scim-drift',
      level: 'warn',
      title: `${countOf(count, 'SCIM person', 'SCIM people')} changed by hand`,
      sentence: 'Active again without a push, or not managed any more.',
      action: 'Show',
      go: {
        to: 'users',
        show: {
          only: {
            kind: 'people',
            userIds: beat.drifted.userIds.slice(0, count),
            words: 'SCIM people changed by hand',
          },
        },
      },
    });
  }
  return items;
}

function jobItems({ jobs, nowMs }: AttentionFacts): Attention[] {
  return jobs.flatMap((job): Attention[] => {
    const isPaused = job.state === 'paused';
    const ended = job.endedAt === null ? Number.NEGATIVE_INFINITY : Date.parse(job.endedAt);
    const hasFailed = job.state === 'failed' || job.state === 'done-with-failures';
    if (!isPaused && !(hasFailed && nowMs - ended < failedForMs)) return [];
    const { done, failed } = job.counts;
    const kind = isPaused ? 'job-paused' : 'job-failed';
    return [
      {
        id: `${kind} ${job.id}`,
        kind,
        level: 'warn',
        title: isPaused ? 'A job is paused' : 'A job ended with failures',
        sentence: `${job.title}, ${done} of ${job.total} done${failed > 0 ? `, ${failed} failed` : ''}.`,
        action: 'Open',
        go: { to: 'job', jobId: job.id },
      },
    ];
  });
}

function adminItems({ counts }: AttentionFacts): Attention[] {
  const { quiet, quietNames, neverIn, neverInNames } = counts.admins;
  const items: Attention[] = [];
  if (quiet > 0) {
    items.push({
      id: 'admins-without-access',
      kind: 'admins-without-access',
      level: 'warn',
      title: `${countOf(quiet, 'admin', 'admins')} without access for 90 days`,
      sentence: namesText(quietNames, quiet),
      action: 'Show',
      go: {
        to: 'users',
        show: { status: ['active'], role: ['tenant-admin'], lastAccess: ['over-90-days'] },
      },
    });
  }
  if (neverIn > 0) {
    items.push({
      id: 'admins-never-signed-in',
      kind: 'admins-never-signed-in',
      level: 'warn',
      title: `${countOf(neverIn, 'admin', 'admins')} never signed in`,
      sentence: namesText(neverInNames, neverIn),
      action: 'Show',
      go: { to: 'users', show: { status: ['pending'], role: ['tenant-admin'], lastAccess: ['never'] } },
    });
  }
  return items;
}

function otherItems({ counts, oldInvitesBefore }: AttentionFacts): Attention[] {
  const { teamless, teamlessNew, oldInvites, unmanagedTeams } = counts;
  // While the first sync runs, people are there before their teams.
  const areTeamsKnown = counts.asOf !== null;
  const items: Attention[] = [];
  if (areTeamsKnown && teamless > 0) {
    items.push({
      id: 'people-in-no-team',
      kind: 'people-in-no-team',
      level: 'info',
      title: `${countOf(teamless, 'person is', 'people are')} in no team`,
      sentence:
        teamlessNew === 0
          ? 'None of them is new.'
          : `${teamlessNew.toLocaleString('en-US')} of them came in the last 30 days.`,
      action: 'Show',
      go: { to: 'users', show: { status: ['active', 'pending'], team: [''] } },
    });
  }
  if (oldInvites > 0) {
    const words = 'Invited more than 14 days ago';
    items.push({
      id: 'old-invites',
      kind: 'old-invites',
      level: 'info',
      title: `${countOf(oldInvites, 'invite', 'invites')} older than 14 days`,
      sentence: 'Send again or withdraw.',
      action: 'Show',
      go: {
        to: 'users',
        show: { status: ['pending'], only: { kind: 'created', from: null, before: oldInvitesBefore, words } },
      },
    });
  }
  if (areTeamsKnown && unmanagedTeams.count > 0) {
    items.push({
      id: 'teams-without-manager',
      kind: 'teams-without-manager',
      level: 'info',
      title: countOf(unmanagedTeams.count, 'team has no manager', 'teams have no manager'),
      sentence: namesText(unmanagedTeams.names, unmanagedTeams.count),
      action: 'Show',
      go: { to: 'teams' },
    });
  }
  return items;
}

/** `Dagny Eriksen, Lars Myhre and 2 more.` */
function namesText(names: readonly string[], count: number): string {
  const shown = names.slice(0, count <= 3 ? 3 : 2);
  const rest = count - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more.`;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? `${last}.` : `${shown.slice(0, -1).join(', ')} and ${last}.`;
}
