/** Origin of every page of the app. Pages come from nowhere else (A3). */
export const appOrigin = 'app://main';
export const callName = 'tenantry:call';
export const changeName = 'tenantry:change';

/** Sent with every answer of the app protocol (A4). No exception for anybody: not for styles, not for development. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');
