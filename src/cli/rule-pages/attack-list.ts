import { attackAddress, attackName, currentAttackId } from '../../core/attack/attack-ids.ts';
import { toCode, toList, toMarkdownText } from '../markdown-text.ts';

/** ATT&CK ids as a list of links to MITRE's pages, with their names; a revoked one leads to its successor. */
export function toAttackList(ids: readonly string[]): string {
  return toList(ids.map(toItem));
}

function toItem(id: string): string {
  const current = currentAttackId(id);
  const name = attackName(current);
  if (name === undefined) return toCode(id);
  const link = `[${current} ${toMarkdownText(name)}](${attackAddress(current)})`;
  return current === id ? link : `${link}, formerly ${toCode(id)}`;
}
