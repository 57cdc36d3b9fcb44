import type { NearMissView } from '../../src/api/contract/incident.ts';
import type { RuleStatus } from '../../src/core/rule/rule.ts';

/** Texts of the list of rules and of the page of one. */
export interface RulesTexts {
  readonly description: string;
  readonly find: string;
  readonly matches: (count: number) => string;
  readonly empty: string;
  readonly noMatch: string;
  readonly clearFilter: string;
  readonly severity: string;
  readonly titleAndId: string;
  readonly status: string;
  readonly statuses: Readonly<Record<RuleStatus, string>>;
  readonly entityType: string;
  readonly open: string;
  readonly openOf: (count: string) => string;
  readonly resolved: string;
  readonly lastFired: string;
  readonly neverFired: string;
  readonly weeks: string;
  readonly weeksText: (counts: string) => string;
  readonly week: string;
  readonly weeksAgo: (weeks: number) => string;
  readonly thisWeek: string;
  readonly incidents: string;
  readonly noneInWeeks: string;
  readonly attack: string;
  readonly version: string;
  readonly requires: string;
  readonly file: string;
  readonly summary: string;
  readonly about: string;
  readonly why: string;
  readonly remediation: string;
  readonly prevention: string;
  readonly references: string;
  readonly source: string;
  readonly lineNumber: string;
  readonly code: string;
  readonly cases: string;
  readonly case: string;
  readonly expect: string;
  readonly noCases: string;
  readonly nearMisses: string;
  readonly nearMissesHint: string;
  readonly noNearMisses: string;
  readonly entity: string;
  readonly account: string;
  readonly lacks: string;
  readonly met: string;
  readonly missing: (miss: Pick<NearMissView, 'missing' | 'signals'>) => string;
}

/** In English. */
export const RULES_EN: RulesTexts = {
  description: 'The rules that this server runs.',
  find: 'Find rules',
  matches: (count) => (count === 1 ? '1 match' : `${count} matches`),
  empty: 'This server runs no rules.',
  noMatch: 'No rule matches.',
  clearFilter: 'Clear filter',
  severity: 'Severity',
  titleAndId: 'Title and id',
  status: 'Status',
  statuses: { draft: 'Draft', test: 'Test', stable: 'Stable', deprecated: 'Deprecated' },
  entityType: 'Entity type',
  open: 'Open',
  openOf: (count) => `${count} open incidents`,
  resolved: 'Resolved',
  lastFired: 'Last fired',
  neverFired: 'Never',
  weeks: 'Incidents a week',
  weeksText: (counts) => `Incidents opened in each of the last weeks, the oldest first: ${counts}`,
  week: 'Week',
  weeksAgo: (weeks) => `${weeks} w ago`,
  thisWeek: 'This week',
  incidents: 'Incidents',
  noneInWeeks: 'No incident of this rule opened in the last twelve weeks.',
  attack: 'MITRE ATT&CK',
  version: 'Version',
  requires: 'Products it needs',
  file: 'File',
  summary: 'Summary',
  about: 'About this rule',
  why: 'Why it matters',
  remediation: 'Remediation',
  prevention: 'Prevention',
  references: 'References',
  source: 'Source',
  lineNumber: 'Line',
  code: 'Code',
  cases: 'Cases',
  case: 'Case',
  expect: 'Expected',
  noCases: 'There are no cases beside this rule.',
  nearMisses: 'Near misses',
  nearMissesHint: 'Entities for which this rule would hold if one thing were different; at most fifty.',
  noNearMisses: 'No entity is one thing away from an incident of this rule.',
  entity: 'Entity',
  account: 'Account',
  lacks: 'What is missing',
  met: 'Signals that are met',
  missing: ({ missing, signals }) => {
    const short = signals.map(({ name, short: by }) => `${name} (${by} more)`).join(', ');
    const names = signals.map(({ name }) => name).join(', ');
    if (missing === 'signal') return `Evidence for ${short}`;
    if (missing === 'any') return `One more of ${names}`;
    if (missing === 'order') return `The order of ${names || 'its signals'}`;
    return `Blocked by ${names}`;
  },
};

/** In Japanese. */
export const RULES_JA: RulesTexts = {
  description: 'このサーバーで実行されているルールです。',
  find: 'ルールを検索',
  matches: (count) => `${count} 件の一致`,
  empty: 'このサーバーで実行されているルールはありません。',
  noMatch: '一致するルールはありません。',
  clearFilter: 'フィルターをクリア',
  severity: '重要度',
  titleAndId: 'タイトルと ID',
  status: 'ステータス',
  statuses: { draft: 'ドラフト', test: 'テスト', stable: '安定版', deprecated: '非推奨' },
  entityType: 'エンティティタイプ',
  open: 'オープン',
  openOf: (count) => `オープンのインシデント ${count} 件`,
  resolved: '解決済み',
  lastFired: '最終検知',
  neverFired: 'なし',
  weeks: '週別のインシデント',
  weeksText: (counts) => `直近の週ごとに発生したインシデント数（古い順）: ${counts}`,
  week: '週',
  weeksAgo: (weeks) => `${weeks} 週前`,
  thisWeek: '今週',
  incidents: 'インシデント数',
  noneInWeeks: '直近 12 週間にこのルールで発生したインシデントはありません。',
  attack: 'MITRE ATT&CK',
  version: 'バージョン',
  requires: '必要な製品',
  file: 'ファイル',
  summary: '概要',
  about: 'このルールについて',
  why: '重要な理由',
  remediation: '修復手順',
  prevention: '予防策',
  references: '参考資料',
  source: 'ソース',
  lineNumber: '行',
  code: 'コード',
  cases: 'テストケース',
  case: 'ケース',
  expect: '期待される結果',
  noCases: 'このルールにはテストケースがありません。',
  nearMisses: 'ニアミス',
  nearMissesHint: '条件があと 1 つ満たされればこのルールが成立するエンティティです（最大 50 件）。',
  noNearMisses: 'あと 1 つの条件でこのルールが成立するエンティティはありません。',
  entity: 'エンティティ',
  account: 'アカウント',
  lacks: '不足している条件',
  met: '満たされているシグナル',
  missing: ({ missing, signals }) => {
    const short = signals.map(({ name, short: by }) => `${name}（あと ${by} 件）`).join('、');
    const names = signals.map(({ name }) => name).join('、');
    if (missing === 'signal') return `${short} の証拠`;
    if (missing === 'any') return `${names} のうちあと 1 つ`;
    if (missing === 'order') return `${names || 'シグナル'} の順序`;
    return `${names} によるブロック`;
  },
};
