/** Why no whole answer came. `sent` says whether the request may have reached the tenant. */
export interface NetError {
  kind: 'unreachable' | 'certificate' | 'timed-out' | 'redirected';
  why: string;
  sent: 'no' | 'maybe';
}

const untrusted = 'its issuer is not known to this computer';
const expired = 'it has expired or is not valid yet, or the clock of this computer is wrong';
const otherName = 'it was issued for another name';

const certificate = (why: string): NetError => ({ kind: 'certificate', why, sent: 'no' });
const notSent = (why: string): NetError => ({ kind: 'unreachable', why, sent: 'no' });
const maybeSent = (why: string): NetError => ({ kind: 'unreachable', why, sent: 'maybe' });

/** Node's and undici's codes, and Chromium's without the `net::` in front, as Electron's fetch reports them. */
const known: Record<string, NetError> = {
  ENOTFOUND: notSent('the name is not known'),
  EAI_AGAIN: notSent('names cannot be looked up now'),
  ECONNREFUSED: notSent('nothing listens there'),
  EHOSTUNREACH: notSent('there is no way to it from this network'),
  ENETUNREACH: notSent('there is no network'),
  EADDRNOTAVAIL: notSent('there is no way to it from this network'),
  ECONNRESET: maybeSent('the connection was cut'),
  EPIPE: maybeSent('the connection was cut'),
  ETIMEDOUT: notSent('no connection in time'),
  UND_ERR_CONNECT_TIMEOUT: notSent('no connection in time'),
  UND_ERR_SOCKET: maybeSent('the connection was cut'),
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: maybeSent('the answer was cut'),
  UND_ERR_HEADERS_TIMEOUT: { kind: 'timed-out', why: '', sent: 'maybe' },
  UND_ERR_BODY_TIMEOUT: { kind: 'timed-out', why: '', sent: 'maybe' },
  CERT_HAS_EXPIRED: certificate(expired),
  CERT_NOT_YET_VALID: certificate(expired),
  CERT_REVOKED: certificate('it was revoked'),
  DEPTH_ZERO_SELF_SIGNED_CERT: certificate(untrusted),
  SELF_SIGNED_CERT_IN_CHAIN: certificate(untrusted),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: certificate(untrusted),
  UNABLE_TO_GET_ISSUER_CERT: certificate(untrusted),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: certificate(untrusted),
  ERR_TLS_CERT_ALTNAME_INVALID: certificate(otherName),
  ERR_NAME_NOT_RESOLVED: notSent('the name is not known'),
  ERR_NAME_RESOLUTION_FAILED: notSent('names cannot be looked up now'),
  ERR_INTERNET_DISCONNECTED: notSent('there is no network'),
  ERR_CONNECTION_REFUSED: notSent('nothing listens there'),
  ERR_ADDRESS_UNREACHABLE: notSent('there is no way to it from this network'),
  ERR_CONNECTION_TIMED_OUT: notSent('no connection in time'),
  ERR_PROXY_CONNECTION_FAILED: notSent('the proxy does not answer'),
  ERR_TUNNEL_CONNECTION_FAILED: notSent('the proxy refuses the way to it'),
  ERR_UNSAFE_PORT: notSent('programs may not use this port'),
  ERR_EMPTY_RESPONSE: maybeSent('the connection was cut'),
  ERR_CONTENT_LENGTH_MISMATCH: maybeSent('the answer was cut'),
  ERR_INCOMPLETE_CHUNKED_ENCODING: maybeSent('the answer was cut'),
  ERR_TIMED_OUT: { kind: 'timed-out', why: '', sent: 'maybe' },
  ERR_NETWORK_CHANGED: maybeSent('the network changed'),
  ERR_CERT_DATE_INVALID: certificate(expired),
  ERR_CERT_AUTHORITY_INVALID: certificate(untrusted),
  ERR_CERT_COMMON_NAME_INVALID: certificate(otherName),
  ERR_CERT_REVOKED: certificate('it was revoked'),
  ERR_TOO_MANY_REDIRECTS: { kind: 'redirected', why: '', sent: 'maybe' },
};

/** Families of codes that are told apart by their beginning only. */
function knownByFamily(code: string): NetError | null {
  if (code.startsWith('ERR_CERT_')) return certificate(`it does not pass the check (${code})`);
  if (code === 'ERR_SSL_PROTOCOL_ERROR' || code === 'EPROTO') {
    return maybeSent('no secure connection came about; it may not speak https on this port');
  }
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) {
    // A handshake almost always; but TLS can also break after the request went out.
    return { kind: 'certificate', why: 'no secure connection came about', sent: 'maybe' };
  }
  if (code.startsWith('ERR_CONNECTION_') || code.startsWith('ERR_HTTP2_') || code.startsWith('UND_ERR_')) {
    return maybeSent('the connection was cut');
  }
  return null;
}

/** The thrown value and everything it names as its cause, outermost first. */
function withCauses(thrown: unknown): { code: string; message: string }[] {
  const chain: { code: string; message: string }[] = [];
  let current: unknown = thrown;
  for (let depth = 0; depth < 6 && current instanceof Error; depth++) {
    const { code, cause } = current as { code?: unknown; cause?: unknown };
    const chromium = /net::(ERR_[A-Z0-9_]+)/.exec(current.message)?.[1];
    chain.push({ code: chromium ?? (typeof code === 'string' ? code : ''), message: current.message });
    current = cause;
  }
  return chain;
}

/** Tells what a rejected fetch or a broken body means, for Node's fetch and for Electron's. Never repeats its text. */
export function readNetError(thrown: unknown): NetError {
  const chain = withCauses(thrown);
  for (const { code, message } of chain) {
    // Neither runtime has a code for a refused redirect: undici and Electron say it in words.
    if (/unexpected redirect|redirect policy was 'error'|redirect mode is set to error/i.test(message)) {
      return { kind: 'redirected', why: '', sent: 'maybe' };
    }
    const found = known[code] ?? knownByFamily(code);
    if (found) return found;
  }
  return maybeSent('the connection broke');
}
