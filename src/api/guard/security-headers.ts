/** The headers of every answer: nothing but our own files is loaded, framed, or told where somebody came from. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), ' +
    'microphone=(), midi=(), payment=(), screen-wake-lock=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Half a year: for names that are served over TLS alone. */
const STRICT_TRANSPORT = `max-age=${180 * 24 * 60 * 60}`;

/**
 * The headers of every answer of a server. Browsers remember HSTS for all ports of a name: on a loopback name it would
 * shut out whatever else runs on this machine.
 */
export function securityHeadersOf(server: {
  readonly isSecure: boolean;
  readonly isLoopback: boolean;
}): Readonly<Record<string, string>> {
  if (!server.isSecure || server.isLoopback) return SECURITY_HEADERS;
  return { ...SECURITY_HEADERS, 'strict-transport-security': STRICT_TRANSPORT };
}
