import type { z } from 'zod';

type Issue = Parameters<z.core.$ZodErrorMap>[0];

const kindsOfValue: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

/**
 * What is wrong with one value of a request, in words that fit behind the name of its field; undefined leaves zod's own.
 * For `error` of a safeParse: a message that the schema itself gives goes before it.
 */
export function plainSentence(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is missing';
      return `must be ${kindsOfValue[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_value':
      return issue.input === undefined && issue.values.length > 1 ? 'is missing' : oneOf(issue.values);
    case 'unrecognized_keys':
      return `has ${issue.keys.length === 1 ? 'a field' : 'fields'} that nothing here knows: ${issue.keys.join(', ')}`;
    case 'invalid_union':
      return alternatives(issue);
    case 'invalid_key':
      return `its name ${issue.issues[0]?.message ?? 'cannot stand there'}`;
    default:
      return undefined;
  }
}

function tooSmall({ origin, minimum, inclusive }: Extract<Issue, { code: 'too_small' }>): string {
  if (origin === 'string') {
    return Number(minimum) <= 1 ? 'must not be empty' : `must have ${minimum} characters or more`;
  }
  if (origin === 'array') return `must have ${minimum} or more entries`;
  return inclusive === false ? `must be more than ${minimum}` : `must be ${minimum} or more`;
}

function tooBig({ origin, maximum, inclusive }: Extract<Issue, { code: 'too_big' }>): string {
  if (origin === 'string') return `must have ${maximum} characters or fewer`;
  if (origin === 'array') return `must have ${maximum} or fewer entries`;
  return inclusive === false ? `must be less than ${maximum}` : `must be ${maximum} or less`;
}

function oneOf(values: readonly unknown[]): string {
  const named = values.map((value) => (value === '' ? 'empty' : String(value)));
  return named.length === 1 ? `must be ${named[0]}` : `must be one of ${named.join(', ')}`;
}

/** Each way in which the value would have done, once. */
function alternatives(issue: Extract<Issue, { code: 'invalid_union' }>): string | undefined {
  const { errors, input } = issue;
  if (input === undefined) return 'is missing';
  if ('options' in issue && Array.isArray(issue.options)) return oneOf(issue.options);
  const ways = new Set(
    errors.flatMap(([first]) =>
      first === undefined ? [] : [`${first.path.map((part) => `${String(part)} `).join('')}${first.message}`],
    ),
  );
  return ways.size === 0 ? undefined : [...ways].join(', or ');
}
