import type { FilterProperty } from '../../src/api/contract/incidents.ts';
import type { ColumnId } from '../incidents/list-preferences.ts';
import type { Publisher } from '../incidents/publisher.ts';
import type { QuickFilter } from '../incidents/quick-filters.ts';

/** Texts of the list of incidents. */
export interface IncidentsTexts {
  readonly columns: Readonly<Record<ColumnId, string>>;
  readonly properties: Readonly<Record<FilterProperty, string>>;
  readonly valuesOf: (property: string) => string;
  readonly quickFilter: string;
  readonly quickFilters: Readonly<Record<QuickFilter, string>>;
  readonly filter: string;
  readonly noValues: string;
  readonly found: (count: number) => string;
  readonly nobody: string;
  readonly unknown: string;
  readonly day: string;
  readonly dayInUtc: string;
  readonly pageSize: (count: number) => string;
  readonly ofAll: (total: number) => string;
  readonly shown: (first: number, last: number, count: number) => string;
  readonly selection: string;
  readonly selectAll: string;
  readonly select: (title: string, entity: string) => string;
  readonly none: string;
  readonly noneMeaning: string;
  readonly noMatch: string;
  readonly noMatchMeaning: string;
  readonly clearFilter: string;
  readonly brokenAddress: (what: string) => string;
  readonly views: string;
  readonly plainView: string;
  readonly savedViews: string;
  readonly viewActions: string;
  readonly saveView: string;
  readonly manageViews: string;
  readonly byDefault: string;
  readonly viewName: string;
  readonly viewMeaning: string;
  readonly viewTaken: string;
  readonly viewTakenBy: string;
  readonly viewNameProblem: (lengthMax: number) => string;
  readonly makeDefault: string;
  readonly makeDefaultOf: (name: string) => string;
  readonly overwrite: string;
  readonly save: string;
  readonly delete: string;
  readonly deleteOf: (name: string) => string;
  readonly renameOf: (name: string) => string;
  readonly noViews: string;
  readonly export: string;
  readonly formats: { readonly csv: string; readonly ndjson: string; readonly asff: string };
  readonly exportAsff: string;
  readonly publisher: Readonly<Record<keyof Publisher, string>>;
  readonly publisherMeaning: string;
  readonly publisherProblems: Readonly<Record<keyof Publisher, string>>;
  readonly openIncident: string;
  readonly reason: string;
  readonly signalCount: (name: string, count: number, required: number) => string;
  readonly why: (signals: string, entity: string, type: string) => string;
  readonly wasWhy: (signals: string, entity: string, type: string) => string;
}

/** In English. */
export const INCIDENTS_EN: IncidentsTexts = {
  columns: {
    severity: 'Severity',
    title: 'Incident',
    entity: 'Entity',
    status: 'Status',
    handling: 'Handling',
    assignee: 'Assignee',
    account: 'Account',
    region: 'Region',
    signals: 'Evidence by signal',
    openedAt: 'Opened',
    updatedAt: 'Updated',
    evidence: 'Evidence',
    rule: 'Rule',
    lastObservedAt: 'Last observed',
    id: 'Incident ID',
  },
  properties: {
    status: 'Status',
    severity: 'Severity',
    rule: 'Rule',
    title: 'Title',
    entity: 'Entity',
    type: 'Entity type',
    account: 'Account',
    region: 'Region',
    handling: 'Handling',
    assignee: 'Assignee',
    evidence: 'Evidence',
    age: 'Age',
    openedAt: 'Opened',
    updatedAt: 'Updated',
    id: 'Incident ID',
  },
  valuesOf: (property) => `${property} values`,
  quickFilter: 'Usual filters',
  quickFilters: { open: 'Open', unhandled: 'Unhandled', mine: 'Mine', all: 'All' },
  filter: 'Filter incidents by text or property',
  noValues: 'No values seen so far; write one',
  found: (count) => (count === 1 ? '1 match' : `${count} matches`),
  nobody: 'Nobody',
  unknown: 'Unknown',
  day: 'Day',
  dayInUtc: 'Days begin at midnight UTC.',
  pageSize: (count) => `${count} incidents`,
  ofAll: (total) => (total === 1 ? 'Of 1 incident in all' : `Of ${total} incidents in all`),
  shown: (first, last, count) => `Incidents ${first} to ${last} of ${count}`,
  selection: 'Selection of incidents',
  selectAll: 'Select all incidents of this page',
  select: (title, entity) => `Select ${title}, ${entity}`,
  none: 'No incidents',
  noneMeaning: 'An incident opens when the signals of a rule corroborate each other on one resource.',
  noMatch: 'No matches',
  noMatchMeaning: 'No incident meets the filter.',
  clearFilter: 'Clear filter',
  brokenAddress: (what) =>
    `The address of the page could not be read in full (${what}); that part is as usual.`,
  views: 'Views',
  plainView: 'Open, most urgent first',
  savedViews: 'Saved views',
  viewActions: 'This view',
  saveView: 'Save view',
  manageViews: 'Manage views',
  byDefault: 'Default',
  viewName: 'Name',
  viewMeaning: 'Keeps filter, order and page size in this browser.',
  viewTaken: 'The view of this name is overwritten.',
  viewTakenBy: 'Another view has this name.',
  viewNameProblem: (lengthMax) => `Write a name of at most ${lengthMax} characters.`,
  makeDefault: 'Show this view first',
  makeDefaultOf: (name) => `Show ${name} first`,
  overwrite: 'Overwrite',
  save: 'Save',
  delete: 'Delete',
  deleteOf: (name) => `Delete ${name}`,
  renameOf: (name) => `Rename ${name}`,
  noViews: 'No saved views',
  export: 'Export',
  formats: { csv: 'CSV', ndjson: 'NDJSON', asff: 'ASFF (Security Hub findings)' },
  exportAsff: 'Export as ASFF',
  publisher: { account: 'AWS account ID', region: 'Region' },
  publisherMeaning:
    'Findings belong to the account that imports them: only the account named here can import the file, in this Region. Incidents of rules that this server does not know are left out.',
  publisherProblems: {
    account: 'An account ID has 12 digits.',
    region: 'Write a Region as eu-central-1.',
  },
  openIncident: 'Open incident',
  reason: 'Reason',
  signalCount: (name, count, required) =>
    required > 0 ? `${name} (${count}, needs ${required})` : `${name} (${count})`,
  why: (signals, entity, type) => `On ${entity} (${type}) these signals corroborate each other: ${signals}.`,
  wasWhy: (signals, entity, type) =>
    `On ${entity} (${type}) these signals corroborated each other: ${signals}.`,
};

/** In Japanese. */
export const INCIDENTS_JA: IncidentsTexts = {
  columns: {
    severity: '重要度',
    title: 'インシデント',
    entity: 'エンティティ',
    status: 'ステータス',
    handling: '対応状況',
    assignee: '担当者',
    account: 'アカウント',
    region: 'リージョン',
    signals: 'シグナル別の証拠',
    openedAt: 'オープン日時',
    updatedAt: '更新日時',
    evidence: '証拠の数',
    rule: 'ルール',
    lastObservedAt: '最終観測日時',
    id: 'インシデント ID',
  },
  properties: {
    status: 'ステータス',
    severity: '重要度',
    rule: 'ルール',
    title: 'タイトル',
    entity: 'エンティティ',
    type: 'エンティティタイプ',
    account: 'アカウント',
    region: 'リージョン',
    handling: '対応状況',
    assignee: '担当者',
    evidence: '証拠の数',
    age: '経過時間',
    openedAt: 'オープン日時',
    updatedAt: '更新日時',
    id: 'インシデント ID',
  },
  valuesOf: (property) => `${property}の値`,
  quickFilter: 'よく使うフィルター',
  quickFilters: { open: 'オープン', unhandled: '未対応', mine: '自分の担当', all: 'すべて' },
  filter: 'テキストまたはプロパティでインシデントをフィルタリング',
  noValues: '候補がありません。値を入力してください',
  found: (count) => `${count} 件の一致`,
  nobody: '担当者なし',
  unknown: '不明',
  day: '日付',
  dayInUtc: '日付は UTC の午前 0 時に始まります。',
  pageSize: (count) => `${count} 件のインシデント`,
  ofAll: (total) => `全 ${total} 件のインシデント`,
  shown: (first, last, count) => `${count} 件中 ${first}～${last} 件目のインシデント`,
  selection: 'インシデントの選択',
  selectAll: 'このページのすべてのインシデントを選択',
  select: (title, entity) => `${title}（${entity}）を選択`,
  none: 'インシデントはありません',
  noneMeaning: '1 つのリソースについてルールのシグナルが互いに裏付け合うと、インシデントがオープンします。',
  noMatch: '一致するものがありません',
  noMatchMeaning: 'フィルターに一致するインシデントはありません。',
  clearFilter: 'フィルターをクリア',
  brokenAddress: (what) =>
    `ページのアドレスの一部（${what}）を読み取れなかったため、その部分には既定値を使用しています。`,
  views: 'ビュー',
  plainView: 'オープン（緊急度順）',
  savedViews: '保存済みのビュー',
  viewActions: 'このビュー',
  saveView: 'ビューを保存',
  manageViews: 'ビューを管理',
  byDefault: 'デフォルト',
  viewName: '名前',
  viewMeaning: 'フィルター、並べ替え、ページサイズをこのブラウザに保存します。',
  viewTaken: '同じ名前のビューは上書きされます。',
  viewTakenBy: '同じ名前のビューがあります。',
  viewNameProblem: (lengthMax) => `${lengthMax} 文字以内で名前を入力してください。`,
  makeDefault: 'このビューを最初に表示する',
  makeDefaultOf: (name) => `${name} を最初に表示する`,
  overwrite: '上書き',
  save: '保存',
  delete: '削除',
  deleteOf: (name) => `${name} を削除`,
  renameOf: (name) => `${name} の名前を変更`,
  noViews: '保存済みのビューはありません',
  export: 'エクスポート',
  formats: { csv: 'CSV', ndjson: 'NDJSON', asff: 'ASFF（Security Hub の検出結果）' },
  exportAsff: 'ASFF 形式でエクスポート',
  publisher: { account: 'AWS アカウント ID', region: 'リージョン' },
  publisherMeaning:
    '検出結果は、インポートするアカウントに属します。このファイルは、ここで指定したアカウントとリージョンでのみインポートできます。このサーバーにないルールのインシデントは含まれません。',
  publisherProblems: {
    account: 'アカウント ID は 12 桁の数字です。',
    region: 'リージョンは ap-northeast-1 のように入力してください。',
  },
  openIncident: 'インシデントを開く',
  reason: '理由',
  signalCount: (name, count, required) =>
    required > 0 ? `${name}（${count} 件、必要数 ${required}）` : `${name}（${count} 件）`,
  why: (signals, entity, type) =>
    `${entity}（${type}）で、次のシグナルが互いに裏付け合っています: ${signals}。`,
  wasWhy: (signals, entity, type) =>
    `${entity}（${type}）で、次のシグナルが互いに裏付け合っていました: ${signals}。`,
};
