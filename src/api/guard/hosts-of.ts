/** Where a server listens, and the other names that lead to it. */
export interface Listening {
  readonly host: string;
  readonly port: number;
  readonly isSecure: boolean;
  /** Names or `name:port` that a proxy or a name server makes of it. */
  readonly allowed: readonly string[];
}

/** The values of the Host header that name a server, in lower case, as browsers write them. */
export function hostsOf({ host, port, isSecure, allowed }: Listening): readonly string[] {
  const isUsualPort = port === (isSecure ? 443 : 80);
  const named = [...LOOPBACK_NAMES, ...(WILDCARDS.has(host) ? [] : [host])].map(bracketed);
  return [
    ...new Set([
      ...named.flatMap((name) => (isUsualPort ? [`${name}:${port}`, name] : [`${name}:${port}`])),
      ...allowed
        .map(bracketed)
        .flatMap((name) => (hasPort(name) ? asAsked(name) : [name, `${name}:${port}`])),
    ]),
  ].map((name) => name.toLowerCase());
}

/** Whether a host to listen on is reached from this machine alone. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  return name === 'localhost' || name === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name);
}

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '::1'];

/** Hosts that listen everywhere, and that nobody can ask for. */
export const WILDCARDS: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/** A host as it stands in an address: IPv6 in brackets. */
export function bracketed(host: string): string {
  return host.split(':').length > 2 && !host.startsWith('[') ? `[${host}]` : host;
}

/** A browser leaves the usual port out; behind a proxy nothing tells which of the two that is. */
function asAsked(name: string): readonly string[] {
  return [name, name.replace(/:(?:80|443)$/, '')];
}

function hasPort(name: string): boolean {
  return /:\d+$/.test(name.startsWith('[') ? name.slice(name.indexOf(']')) : name);
}
