import { type AttackCoverage, type Coverage, coveredTechniques } from '../../core/attack/coverage.ts';
import { ATTACK_VERSION } from '../../core/attack/tactics.ts';
import type { JsonObject } from '../../core/json.ts';
import { toRuleLabel } from './rule-label.ts';

/**
 * The oldest Navigator that reads the layers written here, and their format, which is the newest.
 * https://github.com/mitre-attack/attack-navigator/blob/master/layers/spec/v4.5/layerformat.md
 */
const VERSIONS = { navigator: '4.9.0', layer: '4.5' } as const;

/** From one rule to the most rules that a technique has. */
const COLORS = ['#d6e6f4', '#1f6fb2'] as const;

/** A layer for the ATT&CK Navigator: the score of a technique is the number of rules that name it. */
export function toNavigatorLayer(coverage: Coverage, description: string): JsonObject {
  const techniques = coveredTechniques(coverage);
  const most = Math.max(1, ...techniques.map(({ rules }) => rules.length));
  return {
    name: 'Corroborate',
    versions: { attack: majorVersion(ATTACK_VERSION), ...VERSIONS },
    domain: 'enterprise-attack',
    description,
    sorting: 0,
    layout: { layout: 'side', showID: true, showName: true, expandedSubtechniques: 'annotated' },
    hideDisabled: false,
    techniques: techniques.map(toLayerTechnique),
    gradient: { colors: [...COLORS], minValue: 0, maxValue: most },
    legendItems: [],
    metadata: [],
    links: [],
    showTacticRowBackground: false,
    selectTechniquesAcrossTactics: true,
    selectSubtechniquesWithParent: false,
    selectVisibleTechniques: false,
  };
}

/** The Navigator knows the releases of ATT&CK by their first number. */
function majorVersion(version: string): string {
  return version.split('.', 1)[0] ?? version;
}

/** Without a tactic, so that the Navigator shows it under every tactic of the technique. */
function toLayerTechnique({ id, rules }: AttackCoverage): JsonObject {
  return { techniqueID: id, score: rules.length, comment: rules.map(toRuleLabel).join(', '), enabled: true };
}
