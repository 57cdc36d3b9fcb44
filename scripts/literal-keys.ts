import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/**
 * An esbuild plugin that lets what is unused of the AWS SDK's schemas go. A client describes every operation in one
 * file; a description that has a computed key (`{ [_eN]: … }`, with `const _eN = "ec2QueryName"` above) counts as one
 * with side effects and stays. Written as the text that it is, the key lets it go: 9 KB of EC2 instead of 533 KB.
 */
export const literalKeys: Plugin = {
  name: 'literal-keys',
  setup(build) {
    build.onLoad({ filter: /[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/ }, ({ path }) => ({
      contents: toLiteralKeys(readFileSync(path, 'utf8')),
      loader: 'js',
    }));
  },
};

/** The module with each computed key that is a constant of its own text written as that text. */
export function toLiteralKeys(module: string): string {
  const constants = new Map(
    [...module.matchAll(/^const (_\w+) = ("[^"\\\n]*");$/gm)].map(([, name, text]) => [name, text]),
  );
  return module.replaceAll(/\[(_\w+)\]: /g, (key, name) => {
    const text = constants.get(name);
    return text === undefined ? key : `${text}: `;
  });
}
