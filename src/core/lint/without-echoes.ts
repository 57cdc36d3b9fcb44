import type { Issue } from '../issue.ts';

/** Codes that say of a value that no finding has it, without knowing why. */
const ECHOES: ReadonlySet<string> = new Set(['lint/contradiction', 'lint/dead-value']);

/** Codes that say why no finding has a value, and which one is meant. */
const REASONS: ReadonlySet<string> = new Set([
  'lint/former-control',
  'lint/retired-control',
  'lint/unknown-product',
]);

/** The issues without those that only repeat, of a value or of the list that it stands in, what another explains. */
export function withoutEchoes(issues: readonly Issue[]): readonly Issue[] {
  const explained = new Set<string>();
  for (const { code, path } of issues) {
    if (!REASONS.has(code)) continue;
    explained.add(textOf(path));
    explained.add(textOf(path.slice(0, -1)));
  }
  return issues.filter(({ code, path }) => !ECHOES.has(code) || !explained.has(textOf(path)));
}

function textOf(path: Issue['path']): string {
  return JSON.stringify(path);
}
