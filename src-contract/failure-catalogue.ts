/** Values that a sentence may name. Every one is shown as text; none may hold a secret. */
export interface FailureFacts {
  host?: string;
  person?: string;
  role?: string;
  team?: string;
  tenant?: string;
  file?: string;
  count?: string;
  wait?: string;
  why?: string;
  status?: string;
  requestId?: string;
}

interface Entry {
  sentence: (facts: FailureFacts) => string;
  changed: string;
  next: string;
}

const nothingChanged = 'Nothing was changed.';
const about = (facts: FailureFacts): string =>
  facts.person ?? facts.team ?? facts.host ?? 'The control plane';

/** Every failure that a person can meet, with its sentence, what changed, and the next step. */
const catalogue = {
  'address-invalid': {
    sentence: (f) => `This is not the address of a control plane${f.why ? `: ${f.why}` : ''}.`,
    changed: nothingChanged,
    next: 'Type the address that you open in the browser, such as https://platform.example.com.',
  },
  'address-not-https': {
    sentence: (f) =>
      `${f.host ?? 'The address'} is not reached over https, so a token would travel readable.`,
    changed: nothingChanged,
    next: 'Use the https address of the control plane.',
  },
  'no-control-plane': {
    sentence: (f) => `No control plane answers at ${f.host ?? 'this address'}${f.why ? `: ${f.why}` : ''}.`,
    changed: nothingChanged,
    next: 'Check the address for a typing error. It is the one that you open in the browser.',
  },
  unreachable: {
    sentence: (f) => `${f.host ?? 'The control plane'} does not answer${f.why ? ` (${f.why})` : ''}.`,
    changed: nothingChanged,
    next: 'Check the address for a typing error and the network, then try again.',
  },
  'timed-out': {
    sentence: (f) =>
      `${f.host ?? 'The control plane'} took too long to answer${f.wait ? `: no answer in ${f.wait}` : ''}.`,
    changed: nothingChanged,
    next: 'Try again in a moment.',
  },
  certificate: {
    sentence: (f) =>
      `The certificate of ${f.host ?? 'the control plane'} cannot be trusted${f.why ? `: ${f.why}` : ''}.`,
    changed: 'Nothing was sent to it.',
    next: 'Ask whoever runs the control plane for a valid certificate.',
  },
  redirected: {
    sentence: (f) =>
      `${f.host ?? 'The control plane'} sends the request on to another address, which Tenantry does not follow with a token.`,
    changed: nothingChanged,
    next: 'Use the address where the redirect ends, if you trust it.',
  },
  'not-json': {
    sentence: (f) =>
      `${f.host ?? 'The server'} answers with a web page instead of data. Often this is a sign-in page, a proxy or the wrong address.`,
    changed: nothingChanged,
    next: 'Open the address in the browser and compare it. Behind a VPN, connect that first.',
  },
  'answer-not-understood': {
    sentence: (f) =>
      `${f.host ?? 'The control plane'} answered in a form that Tenantry does not know${f.why ? `: ${f.why}` : ''}.`,
    changed: nothingChanged,
    next: 'Try again. If it stays, copy the details and report them.',
  },
  'answer-too-large': {
    sentence: (f) => `The answer of ${f.host ?? 'the control plane'} is larger than Tenantry accepts.`,
    changed: nothingChanged,
    next: 'Copy the details and report them.',
  },
  'server-error': {
    sentence: (f) =>
      `The control plane could not do it${f.person ? ` for ${f.person}` : ''}. Status ${f.status ?? 'unknown'}.`,
    changed: 'The request may or may not have had an effect. Tenantry asks before it tries again.',
    next: 'Try again in a moment.',
  },
  'rate-limited': {
    sentence: (f) => `The server asked to wait${f.wait ? ` ${f.wait}` : ''}.`,
    changed: nothingChanged,
    next: 'It goes on by itself.',
  },
  'token-refused': {
    sentence: (f) =>
      `${f.host ?? 'The control plane'} does not accept this token. It may be mistyped, expired or revoked.`,
    changed: nothingChanged,
    next: 'Make a new token in the console and sign in with it.',
  },
  'not-admin': {
    sentence: (f) =>
      `The token works, but ${f.person ?? 'its owner'} is ${f.role ?? 'not an admin'} here. Tenantry needs Admin.`,
    changed: nothingChanged,
    next: 'Use the token of an admin, or ask an admin to change the role.',
  },
  'signed-out': {
    sentence: (f) => `You are signed out of ${f.tenant ?? 'this tenant'}.`,
    changed: nothingChanged,
    next: 'Sign in again. What was read before stays readable.',
  },
  forbidden: {
    sentence: (f) =>
      `The control plane refuses this${f.person ? ` for ${f.person}` : ''}${f.why ? `: ${f.why}` : ''}.`,
    changed: nothingChanged,
    next: 'Check in the console whether the token still has the Admin role.',
  },
  'person-gone': {
    sentence: (f) => `${f.person ?? 'This person'} is no longer in the tenant.`,
    changed: nothingChanged,
    next: 'Sync, then look again.',
  },
  'listed-but-gone': {
    sentence: (f) =>
      `${f.person ?? 'This person'} was listed, and the tenant ${f.why ?? 'does not know them any more'}.`,
    changed: nothingChanged,
    next: 'Invite them anew from the report.',
  },
  'entry-gone': {
    sentence: (f) => `The audit trail has no entry ${f.count ?? 'of that number'}.`,
    changed: nothingChanged,
    next: 'Check the chain: it tells whether entries are missing.',
  },
  'not-found': {
    sentence: (f) => `${about(f)} was not found in the tenant.`,
    changed: nothingChanged,
    next: 'Sync, then look again.',
  },
  conflict: {
    sentence: (f) =>
      `The control plane refused ${f.person ?? f.team ?? 'it'}${f.why ? `: ${f.why}` : ', because something is in the way'}.`,
    changed: nothingChanged,
    next: 'Sync and look at the person again.',
  },
  'last-admin': {
    sentence: (f) =>
      `${f.person ?? 'This person'} is the last admin. Without an admin nobody could let anyone in again.`,
    changed: nothingChanged,
    next: 'Make somebody else Admin first.',
  },
  'input-refused': {
    sentence: (f) =>
      `The control plane did not accept ${f.person ?? f.team ?? 'the input'}${f.why ? `: ${f.why}` : ''}.`,
    changed: nothingChanged,
    next: 'Correct it and try again.',
  },
  'unknown-role': {
    sentence: (f) => `${f.role ? `The role ${f.role}` : 'This role'} does not exist in this tenant.`,
    changed: nothingChanged,
    next: 'Choose a role that the tenant has.',
  },
  'role-not-given': {
    sentence: (f) =>
      `${f.person ?? 'The person'} was invited as Member, but ${f.role ? `the role ${f.role}` : 'the role'} could not be given${f.why ? `: ${f.why}` : ''}.`,
    changed: 'The invite itself was done.',
    next: 'Give the role in the console.',
  },
  'already-there': {
    sentence: (f) => `${f.person ?? 'This person'} is in the tenant already, so no invite was sent.`,
    changed: nothingChanged,
    next: 'Sync to see the person in the list.',
  },
  'answer-lost': {
    sentence: (f) =>
      `The answer for ${f.person ?? f.team ?? 'this row'} was lost${f.why ? ` (${f.why})` : ''}, and the tenant could not be asked what happened.`,
    changed: 'It may or may not have happened. It is not sent again before the tenant was asked.',
    next: 'Choose Try again: the tenant is asked first.',
  },
  'cancelled-in-flight': {
    sentence: (f) =>
      `The job was cancelled while ${f.person ?? 'this row'} was under way, so its outcome is not known.`,
    changed: 'It may or may not have happened.',
    next: 'Sync, then look the person up.',
  },
  'managed-by-idp': {
    sentence: (f) =>
      `${f.person ?? 'This person'} is managed by ${f.why ?? 'the identity provider'}. The next push would undo a change.`,
    changed: nothingChanged,
    next: 'Change it in the identity provider.',
  },
  'changed-meanwhile': {
    sentence: (f) =>
      `${f.person ?? f.team ?? 'This'} has changed since you looked${f.why ? `: ${f.why}` : ''}.`,
    changed: nothingChanged,
    next: 'Look at the new state and decide again.',
  },
  'changed-since-plan': {
    sentence: (f) => `${about(f)} was left out: ${f.why ?? 'the tenant has changed it since the preview'}.`,
    changed: nothingChanged,
    next: 'Look at the person again, and plan the change anew if it is still wanted.',
  },
  'this-is-you': {
    sentence: (f) => `${about(f)} is the account that Tenantry works with, so it is left out.`,
    changed: nothingChanged,
    next: 'Another admin has to do it.',
  },
  'not-shown-yet': {
    sentence: (f) => `The tenant accepted the change of ${about(f)} but does not show it yet.`,
    changed: 'The tenant accepted the change; whether it took effect is not proved.',
    next: 'Check again in a minute. Nothing is sent twice.',
  },
  'set-aside': {
    sentence: (f) =>
      `Tenantry ended ${f.count ?? 'three times'} while it worked on ${about(f)}, so this row is set aside.`,
    changed: 'Whether the tenant took the change is not known.',
    next: 'Look at it in the tenant, then try this row alone.',
  },
  'still-blocked': {
    sentence: (f) => `${about(f)} cannot be deleted yet${f.why ? `: ${f.why}` : ''}.`,
    changed: 'The account was not deleted.',
    next: 'Read the plan again: it shows what is left.',
  },
  'withdrawn-not-invited': {
    sentence: (f) => `The former invite of ${about(f)} was withdrawn, and the new one was refused.`,
    changed: 'The person is no longer in the tenant.',
    next: 'Try again, or invite them anew from Users.',
  },
  'new-manager-missing': {
    sentence: (f) => `${f.team ?? 'A team'} would have no manager, and no new one is chosen.`,
    changed: nothingChanged,
    next: 'Choose who manages it from now on, or leave the line unticked.',
  },
  'not-a-saved-plan': {
    sentence: (f) => `${f.file ?? 'This file'} cannot be put back${f.why ? `: ${f.why}` : ''}.`,
    changed: nothingChanged,
    next: 'Choose the file that Save plan wrote, in the tenant that it was saved for.',
  },
  'team-conflict': {
    sentence: (f) =>
      `A colleague changed ${f.team ?? 'the team'} since the preview (${f.why ?? 'people differ'}).`,
    changed: 'The team was left as the colleague has it.',
    next: 'Look at the team as it is now, then decide for each person.',
  },
  'team-exists': {
    sentence: (f) => `There is a team called ${f.team ?? 'this'} already.`,
    changed: nothingChanged,
    next: 'Choose another name, or add the people to that team.',
  },
  'team-would-be-empty': {
    sentence: (f) => `${f.team ?? 'The team'} would have no members, and many control planes refuse that.`,
    changed: nothingChanged,
    next: 'Leave one person in, delete the team, or agree to an empty team.',
  },
  'team-of-everyone': {
    sentence: (f) =>
      `${f.team ?? 'The team'} is kept by the system: everybody is in it, and nobody can edit it.`,
    changed: nothingChanged,
    next: 'Choose another team.',
  },
  'too-many-retries': {
    sentence: (f) =>
      `The control plane fails too often: ${f.count ?? 'many'} rows had to be sent again, so the job was paused.`,
    changed:
      'What is done stays done. The other rows were not sent, or are settled by asking when the job goes on.',
    next: 'Resume the job when the control plane is well again.',
  },
  'computer-slept': {
    sentence: () => 'The computer went to sleep, so the job was held.',
    changed: 'What is done stays done. Nothing was sent while it slept.',
    next: 'It goes on by itself after the network and the sign-in were checked; Resume does it at once.',
  },
  'signed-in-again': {
    sentence: () => 'You are signed in again, and this job can go on.',
    changed: 'What is done stays done. Nothing was sent while you were signed out.',
    next: 'Choose Resume to go on where it stopped.',
  },
  'undo-needs-plan': {
    sentence: () => 'Not all of this job comes back, or it is large, so its undo is shown before it runs.',
    changed: nothingChanged,
    next: 'Open the job and choose Undo there.',
  },
  'plan-expired': {
    sentence: () => 'This preview is older than two minutes or was used already.',
    changed: nothingChanged,
    next: 'Open it again to see the state as it is now.',
  },
  'confirmation-differs': {
    sentence: (f) => `What was typed does not match${f.why ? ` ${f.why}` : ''}.`,
    changed: nothingChanged,
    next: 'Type it exactly as shown.',
  },
  'nothing-to-do': {
    sentence: (f) => `Nothing is left to do${f.why ? `: ${f.why}` : ''}.`,
    changed: nothingChanged,
    next: 'Look at the list to see why each one is left out.',
  },
  'needs-sso': {
    sentence: () => 'This mode needs an SSO connection, and the tenant has none.',
    changed: nothingChanged,
    next: 'Set up SSO in the console first.',
  },
  'needs-extension-profile': {
    sentence: (f) => `${f.host ?? 'This control plane'} does not offer this to other programs.`,
    changed: nothingChanged,
    next: "Do it in the control plane's own console, then record it here.",
  },
  'sync-drop-held': {
    sentence: (f) =>
      `The tenant listed ${f.count ?? 'far'} fewer people than before. The copy was left as it is.`,
    changed: 'The local copy was not changed.',
    next: 'Check the tenant, then accept the drop or sync again.',
  },
  'sync-incomplete': {
    sentence: (f) => `The tenant's list ended early${f.count ? `: ${f.count}` : ''}.`,
    changed: 'The local copy was not changed.',
    next: 'Sync again.',
  },
  'file-empty': {
    sentence: (f) => `${f.file ?? 'The file'} has no rows.`,
    changed: nothingChanged,
    next: 'Choose a file with one person a row.',
  },
  'file-not-csv': {
    sentence: (f) => `${f.file ?? 'The file'} is not a CSV file${f.why ? `: ${f.why}` : ''}.`,
    changed: nothingChanged,
    next: 'Choose a CSV file with one person a row.',
  },
  'file-unreadable': {
    sentence: (f) => `${f.file ?? 'The file'} cannot be read${f.why ? `: ${f.why}` : ''}.`,
    changed: nothingChanged,
    next: 'Close it in other programs, check that you may open it, then choose it again.',
  },
  'file-too-large': {
    sentence: (f) => `${f.file ?? 'The file'} is larger than 64 MB.`,
    changed: nothingChanged,
    next: 'Split it into smaller files.',
  },
  'file-changed': {
    sentence: (f) => `${f.file ?? 'The file'} was changed after it was read.`,
    changed: nothingChanged,
    next: 'Read it again and look at the rows, then start.',
  },
  'file-not-saved': {
    sentence: (f) => `${f.file ?? 'The file'} could not be saved${f.why ? `: ${f.why}` : ''}.`,
    changed: 'Nothing was written.',
    next: 'Choose another folder or free some space.',
  },
  'no-email-column': {
    sentence: () => 'No column is mapped to Email.',
    changed: nothingChanged,
    next: 'Choose which column holds the email addresses.',
  },
  'file-names-tenants': {
    sentence: () => 'The rows of this file name several tenants, or another one than that on screen.',
    changed: nothingChanged,
    next: 'Check the file again: each tenant gets a plan of its own.',
  },
  'tenant-started': {
    sentence: () => 'A tenant of this file was started already, so its rows stay as they are.',
    changed: nothingChanged,
    next: 'Open the file again to import rows that are left.',
  },
  'export-without-email': {
    sentence: (f) => `No column of ${f.file ?? 'the file'} holds email addresses or user names.`,
    changed: nothingChanged,
    next: 'Export people with their email or user name, then choose that file.',
  },
  'rehearsal-gone': {
    sentence: () => 'Another preview took the place of this one.',
    changed: nothingChanged,
    next: 'Open the preview again to see the lists as they are now.',
  },
  'backup-not-saved': {
    sentence: () => 'The CSV was not saved, so the switch was not sent.',
    changed: nothingChanged,
    next: 'Switch again and save it, or untick it.',
  },
  'draft-gone': {
    sentence: () => 'This file is no longer open in Tenantry.',
    changed: nothingChanged,
    next: 'Choose the file again.',
  },
  'run-under-way': {
    sentence: (f) => `Another bulk invite runs in this tenant${f.why ? `: ${f.why}` : ''}.`,
    changed: nothingChanged,
    next: 'Wait until it has ended, or pause it. Two runs at a time could invite the same people.',
  },
  'review-too-old': {
    sentence: () => 'This file was checked more than a day ago.',
    changed: nothingChanged,
    next: 'It was checked again now. Look at the numbers, then start.',
  },
  'plan-differs': {
    sentence: (f) => `The plan has changed since you saw it${f.why ? `: ${f.why}` : ''}.`,
    changed: nothingChanged,
    next: 'Look at the numbers again, then start.',
  },
  'was-interrupted': {
    sentence: (f) => `Tenantry was closed while this ran${f.count ? `: ${f.count}` : ''}.`,
    changed:
      'What was done is kept. Rows that were under way are checked with the tenant before anything is sent again.',
    next: 'Choose Resume.',
  },
  'job-gone': {
    sentence: () => 'This job is not on this computer.',
    changed: nothingChanged,
    next: 'Open the list of jobs.',
  },
  'job-state': {
    sentence: (f) => `The job cannot do that now${f.why ? `: ${f.why}` : ''}.`,
    changed: nothingChanged,
    next: 'Look at its state and choose again.',
  },
  'tenant-gone': {
    sentence: () => 'This tenant is not connected on this computer.',
    changed: nothingChanged,
    next: 'Choose another tenant, or connect it again.',
  },
  'tenant-exists': {
    sentence: (f) => `${f.tenant ?? 'This tenant'} at ${f.host ?? 'this address'} is connected already.`,
    changed: nothingChanged,
    next: 'Open it from the tenant list. To change its token use Sign in again.',
  },
  'sandbox-did-not-start': {
    sentence: (f) => `The sandbox tenant did not start${f.why ? `: ${f.why}` : ''}.`,
    changed: nothingChanged,
    next: 'Try again. If it stays, reset the sandbox in Settings.',
  },
  'token-gone': {
    sentence: () => 'The new token is no longer in memory.',
    changed: 'The token itself still works where it was pasted.',
    next: 'If it was not copied, rotate again.',
  },
  'scim-url-invalid': {
    sentence: (f) => `This is not the address of a SCIM service${f.why ? `: ${f.why}` : ''}.`,
    changed: 'Nothing was sent.',
    next: 'Type the SCIM URL as the service shows it, such as https://platform.example.com/scim/v2.',
  },
  'clipboard-no-token': {
    sentence: (f) => `There is no token on the clipboard${f.why ? `: ${f.why}` : ''}.`,
    changed: 'Nothing was sent.',
    next: 'Copy the SCIM token where it is kept, then choose Paste again.',
  },
  'scim-token-gone': {
    sentence: () => 'The token is no longer in memory.',
    changed: nothingChanged,
    next: 'Paste it again.',
  },
  'scim-run-busy': {
    sentence: () => 'A SCIM test or probe of this tenant runs already.',
    changed: nothingChanged,
    next: 'Wait for its end, or cancel it.',
  },
  'scim-run-gone': {
    sentence: () => 'This SCIM test is no longer kept.',
    changed: nothingChanged,
    next: 'Test again.',
  },
  'probe-domain-invalid': {
    sentence: (f) => `The throw-away addresses cannot end in this domain${f.why ? `: ${f.why}` : ''}.`,
    changed: nothingChanged,
    next: 'Use example.invalid, or a domain of your own that takes no mail.',
  },
  'rotation-unknown': {
    sentence: () => 'The rotation was cut off, so it is not known which token works now.',
    changed: 'The old token may have stopped.',
    next: 'Rotate again and paste the new token into the identity provider.',
  },
  'vault-locked': {
    sentence: () => 'The keychain of this computer does not open, so saved tokens cannot be read.',
    changed: 'The saved tokens are kept as they are.',
    next: 'Unlock the keychain and start Tenantry again, or sign in for this session.',
  },
  'storage-full': {
    sentence: () => 'The disk of this computer is full.',
    changed: 'What was stored before is kept.',
    next: 'Free some space, then go on.',
  },
  'input-invalid': {
    sentence: (f) => `Tenantry refused a request from its own window${f.why ? `: ${f.why}` : ''}.`,
    changed: nothingChanged,
    next: 'Try again. If it stays, copy the details and report them.',
  },
  internal: {
    sentence: () => 'Something went wrong inside Tenantry.',
    changed: 'What was stored before is kept.',
    next: 'Try again. If it stays, copy the details and report them.',
  },
} satisfies Record<string, Entry>;

export type FailureCode = keyof typeof catalogue;

/** A failure as the renderer shows it: never a stack, never a secret. Made by `describeFailure` only. */
export interface Failure {
  code: FailureCode;
  /** What happened, to whom. */
  sentence: string;
  /** What did and did not change. */
  changed: string;
  /** What to do next. */
  next: string;
  /** Copyable detail for a support request: status, request id, host. */
  detail: string;
  /** ISO moment from which a retry makes sense. */
  retryAt: string | null;
  /** Name of the input field that the failure belongs to. */
  field: string | null;
}

/** The closed list of codes, for the schema and for the test that renders them all. */
export const failureCodes = Object.keys(catalogue) as [FailureCode, ...FailureCode[]];

/**
 * Makes the failure that a person reads. `facts` fill the sentence; `detail` holds only the code, the host, the
 * status and the request id, so it can be copied into a ticket.
 */
export function describeFailure(code: FailureCode, given: FailureFacts = {}): Failure {
  const entry: Entry = catalogue[code];
  // A fact without words, such as a person without a name, is as good as none: the sentence has a word for that.
  const facts: FailureFacts = Object.fromEntries(
    Object.entries(given).filter(([, text]) => text !== undefined && text.trim() !== ''),
  );
  const detail = [
    `code ${code}`,
    facts.host && `host ${facts.host}`,
    facts.status && `status ${facts.status}`,
    facts.requestId && `request ${facts.requestId}`,
    facts.person && `person ${facts.person}`,
    facts.why && `why ${facts.why}`,
  ].filter((part): part is string => Boolean(part));
  return {
    code,
    sentence: entry.sentence(facts).slice(0, 2000),
    changed: entry.changed,
    next: entry.next,
    detail: detail.join('\n').slice(0, 4000),
    retryAt: null,
    field: null,
  };
}
