import { ENTITY_TYPE_OF_KIND, type EntityKind } from '../core/entity/entity.ts';
import { quoted } from '../core/issue.ts';
import type { Json } from '../core/json.ts';

/** How a piece of text in a rule or case file must look: the expression, what to say otherwise, and the way out. */
export interface Format {
  /** Linear on any text: no quantifier inside a quantifier. */
  readonly pattern: RegExp;
  /** Follows the user's word: "`12 days` is not a length of time". */
  readonly says: string;
  readonly hint: string;
  /** A better hint for some words. */
  readonly suggest?: (word: Json) => string | undefined;
}

/** The name of a format. */
export type FormatName =
  | 'name'
  | 'entityType'
  | 'duration'
  | 'offset'
  | 'memberPath'
  | 'httpsAddress'
  | 'attackId'
  | 'lintCode'
  | 'line'
  | 'prose'
  | 'account'
  | 'region'
  | 'vulnerability'
  | 'resource';

/** The formats by name; a validator gives the name as its error, and `toIssues` turns it into words. */
export const FORMATS: Readonly<Record<FormatName, Format>> = {
  name: {
    pattern: /^(?!.*--)[a-z][a-z0-9-]{0,62}[a-z0-9]$/,
    says: 'is not a name',
    hint: 'use 2 to 64 lower-case letters, digits and single hyphens, such as `critical-cve`',
  },
  entityType: {
    pattern: /^[A-Z][A-Za-z0-9]{1,63}$/,
    says: 'is not an ASFF resource type',
    hint: 'write the type as Security Hub does, such as `AwsEc2Instance` or `AwsS3Bucket`',
    suggest: suggestEntityType,
  },
  duration: {
    pattern: /^[1-9][0-9]{0,7}[smhd]$/,
    says: 'is not a length of time',
    hint: 'write a whole number and a unit: `90s`, `45m`, `12h` or `30d`',
  },
  offset: {
    pattern: /^[+-]?[0-9]{1,8}[smhd]$/,
    says: 'is not an offset in time',
    hint: 'write a sign, a whole number and a unit: `-200d`, `+30m`, `0d`',
  },
  memberPath: {
    pattern: /^(?!.*\.\.)[^.\s](?:\S{0,198}[^.\s])?$/,
    says: 'is not the path of a member',
    hint: 'join the names with dots, such as `Normalized.Vulnerability`',
  },
  httpsAddress: {
    pattern: /^https:\/\/[A-Za-z0-9][^\s"<>`]{2,1990}$/,
    says: 'is not an https address',
    hint: 'begin the address with `https://`, and leave no blank, quote, back-tick or angle bracket in it',
  },
  attackId: {
    pattern: /^(?:TA[0-9]{4}|T[0-9]{4}(?:\.[0-9]{3})?)$/,
    says: 'is not a MITRE ATT&CK id',
    hint: 'write a tactic (`TA0011`), a technique (`T1190`) or a sub-technique (`T1059.004`)',
  },
  lintCode: {
    pattern: /^lint\/[a-z-]{2,40}$/,
    says: 'is not the code of a warning of the linter',
    hint: 'write the code that `lint` shows, such as `lint/sent-on-demand`',
  },
  line: {
    pattern: /^(?=.*\S)[^\n\r\t]+$/,
    says: 'is not one line of text',
    hint: 'write at least one word, without line breaks and tabs',
  },
  prose: {
    pattern: /\S/,
    says: 'is empty',
    hint: 'write at least one word',
  },
  account: {
    pattern: /^[0-9]{12}$/,
    says: 'is not an account id',
    hint: "write the 12 digits in quotes: '111122223333'",
  },
  region: {
    pattern: /^[a-z]{2}(?:-[a-z]{2,12}){1,3}-[0-9]{1,2}$/,
    says: 'is not a Region',
    hint: 'write it as AWS does, such as `eu-central-1`',
  },
  vulnerability: {
    pattern: /^[A-Za-z0-9][A-Za-z0-9._:-]{2,63}$/,
    says: 'is not the id of a vulnerability',
    hint: 'write it as Inspector does, such as `CVE-2021-44228` or `GHSA-jfh8-c2jp-5v3q`',
  },
  resource: {
    pattern: /^(?:[A-Za-z]{2,32}\/\S{1,900}|arn:\S{5,1000})$/,
    says: 'is not a resource',
    hint: 'write a kind and a name, such as `instance/web` or `bucket/data`, or an ARN',
  },
};

/** The format called `name`; undefined for a word that names none. */
export function formatCalled(name: string): Format | undefined {
  return Object.hasOwn(FORMATS, name) ? FORMATS[name as FormatName] : undefined;
}

function suggestEntityType(word: Json): string | undefined {
  if (typeof word !== 'string' || !Object.hasOwn(ENTITY_TYPE_OF_KIND, word)) return undefined;
  return `did you mean ${quoted(ENTITY_TYPE_OF_KIND[word as EntityKind])}?`;
}
