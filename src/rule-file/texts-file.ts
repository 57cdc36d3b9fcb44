import { basename, dirname, join } from 'node:path';
import { type Issue, type Parsed, quoted } from '../core/issue.ts';
import type { Rule } from '../core/rule/rule.ts';
import { LANGUAGES, type OtherLanguage, type RuleTexts } from '../core/rule/rule-texts.ts';
import { locateIssues } from './read-rule-file.ts';
import { readYaml } from './read-yaml.ts';
import { type RuleTextsDocument, textsSchema } from './rule-schema.ts';
import { keysOfSchemaAt } from './schema-keys.ts';
import { toIssues } from './to-issues.ts';

/** All languages but that of the rule file. */
export const OTHER_LANGUAGES: readonly OtherLanguage[] = LANGUAGES.filter((language) => language !== 'en');

/** Where the texts of a rule in a language are: `texts.ja.yaml` beside `rule.yaml`; undefined for other rule files. */
export function textsFileOf(ruleFile: string, language: OtherLanguage): string | undefined {
  return basename(ruleFile) === 'rule.yaml' ? join(dirname(ruleFile), `texts.${language}.yaml`) : undefined;
}

/** The texts that a file holds, or everything that is wrong with it, with file, line and column. */
export function readTextsFile(text: string, file: string, rule: Rule): Parsed<RuleTexts> {
  const { document, issues } = readYaml(text, file);
  if (document === undefined) return { ok: false, issues: locateIssues([], document, file, issues) };
  const form = textsSchema.safeParse(document.json);
  const problems = form.success
    ? untranslated(form.data, rule)
    : toIssues(form.error, document.json, (path) => keysOfSchemaAt(textsSchema, path));
  if (form.success && issues.length + problems.length === 0) return { ok: true, value: toTexts(form.data) };
  return { ok: false, issues: locateIssues(problems, document, file, issues) };
}

/** A reader of one language must not be told half of it in another. */
function untranslated(document: RuleTextsDocument, rule: Rule): readonly Issue[] {
  return (['remediation', 'prevention', 'falsePositives'] as const).flatMap((key) => {
    if ((document[key] === undefined) === (rule[key] === undefined)) return [];
    const message =
      document[key] === undefined
        ? `the rule has ${quoted(key)}, its texts have not`
        : `the texts have ${quoted(key)}, the rule has not`;
    const hint = 'a rule and its texts in other languages have the same keys';
    return [{ code: 'rule/texts', level: 'error' as const, message, hint, path: [] }];
  });
}

function toTexts(document: RuleTextsDocument): RuleTexts {
  const { title, description, remediation, prevention, falsePositives } = document;
  return {
    title,
    description: unfolded(description),
    ...(remediation !== undefined && { remediation: unfolded(remediation) }),
    ...(prevention !== undefined && { prevention: unfolded(prevention) }),
    ...(falsePositives !== undefined && { falsePositives }),
  };
}

/**
 * YAML makes a space of a line break that it folds. Between two characters of Chinese or Japanese there is none, as in
 * CSS (CSS Text Module Level 3, segment break transformation).
 */
function unfolded(text: string): string {
  return text.trimEnd().replace(FOLDED_BREAK, '');
}

/** From the punctuation of Chinese and Japanese to Katakana, ideographs, and full-width forms. */
const WIDE = String.raw`\u3000-\u30ff\u3400-\u9fff\uff00-\uffef`;
const FOLDED_BREAK = new RegExp(`(?<=[${WIDE}]) (?=[${WIDE}])`, 'gu');
