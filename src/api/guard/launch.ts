import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Who may use a server: whoever followed one of its launch URLs, each of which works once. */
export interface Launch {
  /** What the next launch URL carries; another one as soon as it has been redeemed. */
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

/** Creates what admits browsers to the server on a port, one for each launch URL. */
export function createLaunch(port: number, random: () => string = randomToken): Launch {
  let token = random();
  const [session, changeToken] = [random(), random()];
  return {
    get token() {
      return token;
    },
    changeToken,
    cookieName: `corroborate-${port}`,
    redeem: (given) => {
      if (!isSame(given, token)) return undefined;
      token = random();
      return session;
    },
    isSession: (cookie) => cookie !== undefined && isSame(cookie, session),
  };
}

function randomToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** Takes as long for a text that is nearly right as for any other, whatever its length. */
export function isSame(given: string, wanted: string): boolean {
  return timingSafeEqual(digestOf(given), digestOf(wanted));
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
