/** The oldest Node.js that runs the command line; `engines` in package.json says the same. */
export const NODE_MIN: readonly [major: number, minor: number] = [22, 13];

/** What to say to somebody whose Node.js is too old; undefined for every other. */
export function nodeProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isEnough = major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1]);
  return isEnough ? undefined : `Node.js ${NODE_MIN.join('.')} or newer is needed, and this is ${version}`;
}
