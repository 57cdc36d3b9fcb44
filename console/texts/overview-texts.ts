/** Texts of the overview. */
export interface OverviewTexts {
  readonly description: string;
  readonly range: string;
  readonly days: (days: number) => string;
  readonly numbers: string;
  readonly open: string;
  readonly unhandled: string;
  readonly unhandledHint: string;
  readonly resolved: string;
  readonly median: string;
  readonly p90: string;
  readonly resolvedInRange: (count: string) => string;
  readonly noneResolved: string;
  readonly bySeverity: string;
  readonly byRule: string;
  /** The chart of what was opened and resolved, by what a bar of it stands for. */
  readonly opening: Readonly<Record<'day' | 'week', string>>;
  readonly openingHint: (timeZone: string) => string;
  readonly accounts: string;
  readonly accountsHint: string;
  readonly severity: string;
  readonly rule: string;
  /** The first day of what a bar stands for. */
  readonly since: Readonly<Record<'day' | 'week', string>>;
  readonly account: string;
  readonly opened: string;
  readonly critical: string;
  readonly share: string;
  readonly shareOfOpen: (what: string) => string;
  readonly openOfRule: (count: string, rule: string) => string;
  readonly incidentCount: string;
  readonly noneOpen: string;
  readonly noneInRange: string;
  readonly lookBack: string;
  readonly withoutAccount: (count: string) => string;
  readonly noAccounts: string;
}

/** In English. */
export const OVERVIEW_EN: OverviewTexts = {
  description: 'Where things stand, and how quickly incidents are resolved.',
  range: 'Range',
  days: (days) => (days === 365 ? '1 year' : `${days} days`),
  numbers: 'Key numbers',
  open: 'Open',
  unhandled: 'New',
  unhandledHint: 'open, and nobody has decided about them',
  resolved: 'Resolved',
  median: 'Median time to resolve',
  p90: '90th percentile of time to resolve',
  resolvedInRange: (count) => `of ${count} resolved in the range`,
  noneResolved: 'none resolved in the range',
  bySeverity: 'Open incidents by severity',
  byRule: 'Open incidents by rule',
  opening: { day: 'Opened and resolved a day', week: 'Opened and resolved a week' },
  openingHint: (timeZone) =>
    `Days in ${timeZone}; an incident that has opened again counts on the day of its last opening.`,
  accounts: 'Accounts most affected',
  accountsHint: 'The ten accounts with the most open incidents',
  severity: 'Severity',
  rule: 'Rule',
  since: { day: 'Day', week: 'Week from' },
  account: 'Account',
  opened: 'Opened',
  critical: 'Critical',
  share: 'Share',
  shareOfOpen: (what) => `Share of open incidents: ${what}`,
  openOfRule: (count, rule) => `${count} open incidents of ${rule}`,
  incidentCount: 'Incidents',
  noneOpen: 'No incident is open.',
  noneInRange: 'No incident opened or resolved in the range.',
  lookBack: 'Look back a year',
  withoutAccount: (count) => `Open incidents about resources whose ARN names no account: ${count}`,
  noAccounts: 'No account has an open incident.',
};

/** In Japanese. */
export const OVERVIEW_JA: OverviewTexts = {
  description: 'インシデントの現況と、解決までにかかる時間を表示します。',
  range: '期間',
  days: (days) => (days === 365 ? '1 年間' : `${days} 日間`),
  numbers: '主要な指標',
  open: 'オープン',
  unhandled: '未対応',
  unhandledHint: 'オープンのうち、まだ対応が決まっていないもの',
  resolved: '解決済み',
  median: '解決までの時間（中央値）',
  p90: '解決までの時間（90 パーセンタイル）',
  resolvedInRange: (count) => `期間内に解決した ${count} 件`,
  noneResolved: '期間内に解決したインシデントはありません',
  bySeverity: '重要度別のオープンインシデント',
  byRule: 'ルール別のオープンインシデント',
  opening: { day: '日別の発生件数と解決件数', week: '週別の発生件数と解決件数' },
  openingHint: (timeZone) =>
    `タイムゾーン: ${timeZone}。再度オープンになったインシデントは、最後にオープンになった日に数えます。`,
  accounts: '影響の大きいアカウント',
  accountsHint: 'オープンインシデントの多い上位 10 アカウント',
  severity: '重要度',
  rule: 'ルール',
  since: { day: '日付', week: '週の開始日' },
  account: 'アカウント',
  opened: '発生',
  critical: '緊急',
  share: '割合',
  shareOfOpen: (what) => `オープンインシデントに占める割合: ${what}`,
  openOfRule: (count, rule) => `${rule} のオープンインシデント ${count} 件`,
  incidentCount: 'インシデント数',
  noneOpen: 'オープンのインシデントはありません。',
  noneInRange: '期間内に発生または解決したインシデントはありません。',
  lookBack: '過去 1 年を表示',
  withoutAccount: (count) => `ARN にアカウントが含まれないリソースのオープンインシデント: ${count} 件`,
  noAccounts: 'オープンのインシデントがあるアカウントはありません。',
};
