import { type Finding, failedWith, look, passed, skipped } from './notes.ts';

/** Whose connection the address should be: the tenant's name and the id of its SSO connection. */
export interface UrlOwner {
  tenantName: string;
  ssoId: string | null;
}

export interface UrlFindings {
  'url-https': Finding;
  'url-host': Finding;
  'url-slash': Finding;
  'url-users': Finding;
  'url-place': Finding;
}

const resourceEnd = /\/(users|groups|serviceproviderconfig|schemas|resourcetypes)\/*$/i;

/** The path of the service itself, where somebody pasted the address of its people. */
export function basePath(path: string): string {
  return path.replace(resourceEnd, '').replace(/\/+$/, '');
}

function placeFinding(path: string, owner: UrlOwner | null): Finding {
  if (owner === null)
    return skipped('Another service than this tenant: what its URL should name is not known');
  const parts = path.split('/').map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      // A broken code is compared as it stands.
      return part;
    }
  });
  if (!parts.includes(owner.tenantName)) return failedWith(`It does not name the tenant ${owner.tenantName}`);
  if (owner.ssoId === null) {
    // Where the control plane reports no connections, the id can be seen to be there but not compared.
    const after = parts[parts.indexOf(owner.tenantName) + 1] ?? '';
    return after === ''
      ? failedWith('The id of the SSO connection is missing after the tenant')
      : passed(`Names ${owner.tenantName} and the connection ${after}`);
  }
  return parts.includes(owner.ssoId)
    ? passed(`Names ${owner.tenantName} and the connection ${owner.ssoId}`)
    : failedWith(`It does not name the SSO connection ${owner.ssoId}`);
}

/** Judges the form of a SCIM URL as it was given, before anything is sent. */
export function judgeUrl(given: string, owner: UrlOwner | null): UrlFindings {
  const url = new URL(given.includes('://') ? given : `https://${given}`);
  const isLoopback = /^(localhost|127\.|\[::1\])/.test(url.hostname);
  return {
    'url-https':
      url.protocol === 'https:'
        ? passed('Over https')
        : isLoopback
          ? passed('Plain http, on this computer only')
          : failedWith('It is not https'),
    'url-host': url.hostname.includes('_')
      ? failedWith(`${url.hostname} has an underscore`)
      : passed(url.hostname),
    'url-slash': /\/$/.test(url.pathname) ? look('It ends with a slash') : passed('Ends without a slash'),
    'url-users': resourceEnd.test(url.pathname)
      ? failedWith('It ends with the address of a list. The rest was tested without that end')
      : passed('Ends before /Users and /Groups'),
    'url-place': placeFinding(url.pathname, owner),
  };
}
