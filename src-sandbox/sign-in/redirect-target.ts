import { ApiProblem } from '../answer-error.ts';

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Where a browser may be sent after signing in or out: a page of this tenant or an address of this machine (RFC 8252
 * section 7.3). Answers a path for the former, since the browser may know this tenant as localhost or as 127.0.0.1, and
 * its cookies with it. Fails with 400 for any other place, so that nobody is led away; also for a path that would begin
 * with two slashes once its dots are gone (`/.//host`), which a browser takes for the name of a host.
 */
export function redirectTarget(tenantUrl: string, asked: string): string {
  const target = URL.canParse(asked, tenantUrl) ? new URL(asked, tenantUrl) : undefined;
  const isHttp = target?.protocol === 'http:' || target?.protocol === 'https:';
  const isNamed = target?.username !== '' || target.password !== '';
  if (
    target === undefined ||
    !isHttp ||
    isNamed ||
    !loopback.has(target.hostname) ||
    !isPlain(target.pathname)
  ) {
    throw new ApiProblem({
      statusCode: 400,
      code: 'INVALID_REQUEST',
      message:
        'The redirect must lead to this tenant or to an address of this machine (127.0.0.1, localhost).',
    });
  }
  const isOurs = target.protocol === 'http:' && target.port === new URL(tenantUrl).port;
  return isOurs ? `${target.pathname}${target.search}${target.hash}` : target.href;
}

function isPlain(path: string): boolean {
  return !path.startsWith('//') && !path.includes('\\');
}

/** The origin that a form must be allowed to lead to on the way there; none for this tenant's own pages. */
export function formTargetsTo(target: string): string[] {
  return target.startsWith('/') ? [] : [new URL(target).origin];
}
