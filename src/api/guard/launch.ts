import { randomBytes, timingSafeEqual } from 'node:crypto';

/** Who may use a server: whoever followed its launch URL, which works once. */
export interface Launch {
  /** What the launch URL carries. */
  readonly token: string;
  /** The name of the cookie; it has the port in it, since browsers share cookies among the ports of a host. */
  readonly cookieName: string;
  /** The value of the cookie of a session, for a token that is right and was not used before. */
  redeem(token: string): string | undefined;
  /** Whether a cookie is that of the session. */
  isSession(cookie: string | undefined): boolean;
  /** What a request that changes something has to carry beside the cookie; a page of another origin cannot know it. */
  readonly changeToken: string;
}

const TOKEN_BYTES = 32;

/** Creates what admits one browser to the server on a port. */
export function createLaunch(port: number, random: () => string = randomToken): Launch {
  const [token, session, changeToken] = [random(), random(), random()];
  let isUsed = false;
  return {
    token,
    changeToken,
    cookieName: `corroborate-${port}`,
    redeem: (given) => {
      if (isUsed || !isSame(given, token)) return undefined;
      isUsed = true;
      return session;
    },
    isSession: (cookie) => cookie !== undefined && isSame(cookie, session),
  };
}

function randomToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** Takes as long for a text that is nearly right as for any other. */
export function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}
