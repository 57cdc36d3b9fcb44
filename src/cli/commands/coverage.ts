import { type Command, Option } from 'commander';
import { type Coverage, coverageOf, coveredTechniques } from '../../core/attack/coverage.ts';
import { ATTACK_VERSION } from '../../core/attack/tactics.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { toCoverageJson } from '../attack-coverage/coverage-json.ts';
import { toCoverageTable } from '../attack-coverage/coverage-table.ts';
import { toDetectionTable } from '../attack-coverage/detection-table.ts';
import { toNavigatorLayer } from '../attack-coverage/navigator-layer.ts';
import { toProductTable } from '../attack-coverage/product-table.ts';
import { lackedProducts, parseProducts } from '../attack-coverage/switched-on.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type LanguageOptions, languageOption } from '../language-option.ts';
import { toCounted } from '../progress.ts';
import { readRules } from '../read-rules.ts';
import type { Session } from '../session.ts';

/** Adds `coverage`: what rules cover of MITRE ATT&CK, and what they can detect with some products. */
export function addCoverageCommand(program: Command, session: Session): void {
  program
    .command('coverage')
    .description('what the rules cover of MITRE ATT&CK, and which products they require')
    .addOption(
      new Option('--rules <dir>', 'folder of rules (default: rules/, else the rules of the package)'),
    )
    .addOption(languageOption())
    .addOption(new Option('--products <names>', 'only what these products, with commas between, can detect'))
    .addOption(
      new Option('-o, --output <format>', 'default: table on a terminal, json otherwise').choices(FORMATS),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (options: CoverageOptions) => {
      session.exitCode = await coverage(options, session);
    });
}

const FORMATS = ['table', 'json', 'navigator', 'products'] as const;
type Format = (typeof FORMATS)[number];

const EXAMPLES = `
Examples:
  $ corroborate coverage
  $ corroborate coverage --products 'GuardDuty,Security Hub'
  $ corroborate coverage -o products
  $ corroborate coverage -o navigator > layer.json`;

interface CoverageOptions extends LanguageOptions {
  readonly rules?: string;
  readonly products?: string;
  readonly output?: Format;
}

async function coverage(options: CoverageOptions, session: Session): Promise<ExitCode> {
  const read = await readRules(session, options.rules, options.lang);
  const rules = read.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const products = options.products === undefined ? undefined : parseProducts(options.products, rules);
  const holding = rules.filter(
    (rule) => products === undefined || lackedProducts(rule, products).length === 0,
  );
  const covered = coverageOf(holding);
  const format = options.output ?? (session.out.isTerminal ? 'table' : 'json');
  await session.out.write(toText(format, { rules, products, covered, columns: session.out.columns }));
  session.messages.note(summaryOf(holding, covered));
  for (const { id } of covered.unknown) {
    session.messages.warn(
      `\`${id}\` is not in ATT&CK Enterprise ${ATTACK_VERSION}: see \`corroborate lint\``,
    );
  }
  return EXIT.done;
}

interface Answer {
  readonly rules: readonly Rule[];
  readonly products: readonly string[] | undefined;
  /** What the rules that can hold cover. */
  readonly covered: Coverage;
  readonly columns: number;
}

function toText(format: Format, { rules, products, covered, columns }: Answer): string {
  switch (format) {
    case 'table': {
      const detection = products === undefined ? '' : toDetectionTable(rules, products, columns);
      return detection + toCoverageTable(covered, columns);
    }
    case 'products':
      return toProductTable(rules, products, columns);
    case 'json':
      return toJsonText(toCoverageJson(rules, covered, products));
    case 'navigator':
      return toJsonText(toNavigatorLayer(covered, descriptionOf(products)));
  }
}

function toJsonText(json: object): string {
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

function descriptionOf(products: readonly string[] | undefined): string {
  const scope = products === undefined ? '' : ` that can hold with ${products.join(', ')}`;
  return `Techniques that rules${scope} detect; the score is the number of rules`;
}

function summaryOf(rules: readonly Rule[], covered: Coverage): string {
  const tactics = covered.tactics.filter(({ rules: naming }) => naming.length > 0).length;
  const techniques = coveredTechniques(covered).length;
  const counts = `${tactics} of ${covered.tactics.length} tactics and ${toCounted(techniques, 'technique')}`;
  return `${toCounted(rules.length, 'rule')}: ${counts} of ATT&CK Enterprise ${ATTACK_VERSION}`;
}
