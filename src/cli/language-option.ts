import { Option } from 'commander';
import { LANGUAGES, type Language } from '../core/rule/rule-texts.ts';

/** What `languageOption` adds to the options of a command. */
export interface LanguageOptions {
  readonly lang: Language;
}

/** The language in which rules speak, for commands that show their texts. */
export function languageOption(): Option {
  return new Option('--lang <language>', 'language of what rules say').choices(LANGUAGES).default('en');
}
