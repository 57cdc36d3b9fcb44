import type { Health } from '../../src/api/contract/intake.ts';
import type { DeliveryCounts } from '../../src/core/delivery-counts.ts';

/** Texts of the page about the intake. */
export interface HealthTexts {
  readonly description: string;
  readonly server: string;
  readonly store: string;
  readonly stores: Readonly<Record<Health['store']['kind'], string>>;
  readonly incidents: string;
  readonly openAndResolved: (open: string, resolved: string) => string;
  readonly lastImport: string;
  readonly noImport: string;
  readonly lag: string;
  readonly lagHint: string;
  readonly unknown: string;
  readonly undelivered: string;
  readonly delivered: string;
  readonly waiting: (count: string) => string;
  readonly manyWaiting: (count: string) => string;
  readonly watching: string;
  readonly notWatching: string;
  readonly version: string;
  readonly startedAt: string;
  readonly upFor: (duration: string) => string;
  readonly balance: string;
  readonly balanceHint: string;
  readonly noCounts: string;
  readonly addsUp: string;
  readonly doesNotAddUp: (difference: string) => string;
  readonly counts: Readonly<Record<keyof DeliveryCounts, string>>;
  readonly meanings: Readonly<Record<keyof DeliveryCounts, string>>;
  readonly outcome: string;
  readonly meaning: string;
  readonly deliveries: string;
  readonly share: string;
  readonly shareOf: (what: string) => string;
  readonly quarantined: string;
  readonly quarantinedHint: string;
  readonly noQuarantined: string;
  readonly find: string;
  readonly matches: (count: number) => string;
  readonly noMatch: string;
  readonly at: string;
  readonly place: string;
  readonly reason: string;
  readonly runs: string;
  readonly runsHint: string;
  readonly noRuns: string;
  readonly source: string;
  readonly endedAt: string;
  readonly took: string;
  readonly newestAt: string;
  readonly post: string;
  readonly postHint: string;
  readonly file: string;
  readonly fileHint: string;
  readonly chooseFile: string;
  readonly dropFile: string;
  readonly removeFile: (name: string) => string;
  readonly send: string;
  readonly sent: (name: string) => string;
  readonly sentWithQuarantine: (name: string, count: string) => string;
  readonly notSent: string;
}

/** In English. */
export const HEALTH_EN: HealthTexts = {
  description: 'How the intake of findings is doing.',
  server: 'Server',
  store: 'Store',
  stores: { memory: 'In memory', sqlite: 'SQLite', dynamodb: 'DynamoDB' },
  incidents: 'Incidents',
  openAndResolved: (open, resolved) => `${open} open, ${resolved} resolved`,
  lastImport: 'Last import',
  noImport: 'None yet',
  lag: 'Lag',
  lagHint: 'how long before its arrival the newest finding was updated',
  unknown: 'Unknown',
  undelivered: 'Decisions not delivered',
  delivered: 'None',
  waiting: (count) => `${count} waiting`,
  manyWaiting: (count) => `${count} waiting, or more`,
  watching: 'Watched folder',
  notWatching: 'None',
  version: 'Version',
  startedAt: 'Running since',
  upFor: (duration) => `for ${duration}`,
  balance: 'What became of the deliveries',
  balanceHint: 'Each delivery is counted once, when it has reached its end.',
  noCounts: 'This store keeps no counts. For a deployed table, see its CloudWatch metrics.',
  addsUp: 'It adds up: nothing disappeared.',
  doesNotAddUp: (difference) => `It does not add up: the difference is ${difference}.`,
  counts: {
    received: 'Received',
    matched: 'Matched',
    ignored: 'Ignored',
    duplicate: 'Duplicate',
    stale: 'Stale',
    quarantined: 'Quarantined',
    context: 'Context',
  },
  meanings: {
    received: 'Findings that arrived',
    matched: 'Concerns a signal of some rule',
    ignored: 'Concerns no signal',
    duplicate: 'The same version came before',
    stale: 'A newer version came before',
    quarantined: 'Could not be read',
    context: 'Inputs that carry relations only, counted apart',
  },
  outcome: 'Outcome',
  meaning: 'Meaning',
  deliveries: 'Deliveries',
  share: 'Share',
  shareOf: (what) => `Share of received: ${what}`,
  quarantined: 'Quarantined',
  quarantinedHint: 'What could not be read, the newest first; at most two hundred.',
  noQuarantined: 'Nothing is quarantined.',
  find: 'Find by place or reason',
  matches: (count) => (count === 1 ? '1 match' : `${count} matches`),
  noMatch: 'Nothing matches.',
  at: 'When',
  place: 'Place',
  reason: 'Reason',
  runs: 'Runs',
  runsHint: 'The last fifty times that findings were taken in.',
  noRuns: 'No findings were taken in yet.',
  source: 'Source',
  endedAt: 'Ended',
  took: 'Took',
  newestAt: 'Newest finding',
  post: 'Post findings',
  postHint: 'Takes findings in as the command line does.',
  file: 'File with findings',
  fileHint: 'JSON or NDJSON as Security Hub and EventBridge write it, plain or gzip.',
  chooseFile: 'Choose a file',
  dropFile: 'Drop the file here',
  removeFile: (name) => `Remove ${name}`,
  send: 'Post',
  sent: (name) => `${name} was taken in`,
  sentWithQuarantine: (name, count) => `${name} was taken in; records that could not be read: ${count}`,
  notSent: 'The file was not taken in',
};

/** In Japanese. */
export const HEALTH_JA: HealthTexts = {
  description: '検出結果の取り込み状況です。',
  server: 'サーバー',
  store: 'ストア',
  stores: { memory: 'メモリ', sqlite: 'SQLite', dynamodb: 'DynamoDB' },
  incidents: 'インシデント',
  openAndResolved: (open, resolved) => `オープン ${open} 件、解決済み ${resolved} 件`,
  lastImport: '最終取り込み',
  noImport: 'まだありません',
  lag: '遅延',
  lagHint: '最新の検出結果が更新されてから到着するまでの時間',
  unknown: '不明',
  undelivered: '未配信の決定',
  delivered: 'なし',
  waiting: (count) => `${count} 件が待機中`,
  manyWaiting: (count) => `${count} 件以上が待機中`,
  watching: '監視中のフォルダ',
  notWatching: 'なし',
  version: 'バージョン',
  startedAt: '起動日時',
  upFor: (duration) => `稼働時間: ${duration}`,
  balance: '受信した検出結果の内訳',
  balanceHint: '受信した検出結果は、処理が完了した時点で 1 回だけカウントされます。',
  noCounts:
    'このストアには件数が記録されません。デプロイ済みのテーブルについては CloudWatch メトリクスを参照してください。',
  addsUp: '合計は一致しています。失われた検出結果はありません。',
  doesNotAddUp: (difference) => `合計が一致しません。差は ${difference} 件です。`,
  counts: {
    received: '受信',
    matched: '一致',
    ignored: '対象外',
    duplicate: '重複',
    stale: '旧バージョン',
    quarantined: '隔離',
    context: 'コンテキスト',
  },
  meanings: {
    received: '到着した検出結果',
    matched: 'いずれかのルールのシグナルに関係するもの',
    ignored: 'どのシグナルにも関係しないもの',
    duplicate: '同じバージョンを受信済みのもの',
    stale: 'より新しいバージョンを受信済みのもの',
    quarantined: '読み取れなかったもの',
    context: '関係のみを伝える入力（別にカウント）',
  },
  outcome: '区分',
  meaning: '説明',
  deliveries: '件数',
  share: '割合',
  shareOf: (what) => `受信に占める割合: ${what}`,
  quarantined: '隔離されたレコード',
  quarantinedHint: '読み取れなかったレコードです（新しい順、最大 200 件）。',
  noQuarantined: '隔離されたレコードはありません。',
  find: '場所または理由で検索',
  matches: (count) => `${count} 件の一致`,
  noMatch: '一致するレコードはありません。',
  at: '日時',
  place: '場所',
  reason: '理由',
  runs: '取り込み履歴',
  runsHint: '直近 50 回の取り込みです。',
  noRuns: '取り込まれた検出結果はまだありません。',
  source: 'ソース',
  endedAt: '終了日時',
  took: '所要時間',
  newestAt: '最新の検出結果',
  post: '検出結果の送信',
  postHint: 'コマンドラインと同じように検出結果を取り込みます。',
  file: '検出結果のファイル',
  fileHint: 'Security Hub や EventBridge が出力する JSON または NDJSON（gzip 圧縮も可）を指定してください。',
  chooseFile: 'ファイルを選択',
  dropFile: 'ここにファイルをドロップ',
  removeFile: (name) => `${name} を削除`,
  send: '送信',
  sent: (name) => `${name} を取り込みました`,
  sentWithQuarantine: (name, count) => `${name} を取り込みました（読み取れなかったレコード: ${count} 件）`,
  notSent: 'ファイルを取り込めませんでした',
};
