import { currentControlId, isKnownControl } from '../finding/controls.ts';
import { PRODUCT } from '../finding/product-of.ts';
import { type Issue, quoted } from '../issue.ts';
import type { Matcher } from '../pattern/matcher.ts';
import type { AskedLeaf } from './asked-leaves.ts';
import { couldBeOf } from './asked-products.ts';
import { controlsNamed, namesStandard } from './controls-named.ts';
import { type Path, warning } from './lint-issue.ts';
import { exactText, textOf } from './matcher-text.ts';

/**
 * Members that consolidated control findings do not have; hubs made since 23 February 2023 consolidate by default:
 * https://docs.aws.amazon.com/securityhub/latest/userguide/asff-changes-consolidation.html
 */
const GONE_MEMBERS: ReadonlySet<string> = new Set(
  [
    'ControlId',
    'RecommendationUrl',
    'RuleId',
    'StandardsArn',
    'StandardsControlArn',
    'StandardsGuideArn',
    'StandardsGuideSubscriptionArn',
    'StandardsSubscriptionArn',
  ].map((member) => `ProductFields.${member}`),
);

/** Members and generators of control findings that came once for each standard, before findings were consolidated. */
export function lintGoneMember(asked: AskedLeaf, place: Path): readonly Issue[] {
  const { leaf, products } = asked;
  if (!couldBeOf(products, PRODUCT.securityHub)) return [];
  if (leaf.text === 'GeneratorId') return oldGenerators(asked, place);
  if (leaf.text === 'Types') return oldTypes(leaf.matchers, place);
  if (leaf.text === 'Title') return oldTitles(asked, place);
  const isAbsent = leaf.matchers.every((matcher) => matcher.kind === 'exists' && !matcher.exists);
  if (!GONE_MEMBERS.has(leaf.text) || isAbsent) return [];
  const message = `consolidated control findings have no ${quoted(leaf.text)}`;
  return [warning('lint/gone-member', place, message, askForControls(asked))];
}

function oldGenerators(asked: AskedLeaf, place: Path): readonly Issue[] {
  return asked.leaf.matchers.flatMap((matcher, index) => {
    if (!namesStandard(matcher)) return [];
    const message = 'consolidated control findings name their control as the generator, and no standard';
    return [warning('lint/gone-member', [...place, index], message, askForControls(asked))];
  });
}

/** A standard at the end of a type: `…/Industry and Regulatory Standards/AWS-Foundational-Security-Best-Practices`. */
const STANDARD_IN_TYPE = /Industry and Regulatory Standards\/.|AWS-Foundational-Security-Best-Practices/;

function oldTypes(matchers: readonly Matcher[], place: Path): readonly Issue[] {
  return matchers.flatMap((matcher, index) => {
    const text = exactText(matcher) ?? ('text' in matcher ? matcher.text : '');
    if (!STANDARD_IN_TYPE.test(text)) return [];
    const message = 'the types of consolidated control findings name no standard';
    const hint = 'leave the type away, and ask for the control in `Normalized.Control`, which every feed has';
    return [warning('lint/gone-member', [...place, index], message, hint)];
  });
}

function oldTitles(asked: AskedLeaf, place: Path): readonly Issue[] {
  return asked.leaf.matchers.flatMap((matcher, index) => {
    const [, control] = /^([A-Z][A-Za-z0-9]*\.\d+) /.exec(textOf(matcher)?.text ?? '') ?? [];
    if (control === undefined || !isKnownControl(currentControlId(control))) return [];
    const message = 'the titles of consolidated control findings do not begin with their control';
    return [warning('lint/gone-member', [...place, index], message, askForControls(asked, [control]))];
  });
}

function askForControls({ leaf }: AskedLeaf, named: readonly string[] = []): string {
  const ids = [...named, ...leaf.matchers.flatMap((matcher) => controlsNamed(leaf.text, matcher))];
  const current = [...new Set(ids.map(currentControlId).filter(isKnownControl))];
  const example = current.length === 0 ? 'EC2.18' : current.join(', ');
  return `ask for the control, \`Normalized: { Control: [${example}] }\`, which every feed has`;
}
