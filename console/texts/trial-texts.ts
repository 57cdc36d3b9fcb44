/** Texts of trying an edited rule on the findings that the store holds. */
export interface TrialTexts {
  readonly title: string;
  readonly description: string;
  readonly nothingSaved: string;
  readonly source: string;
  readonly sourceHint: string;
  readonly edited: string;
  readonly unchanged: string;
  readonly run: string;
  readonly discard: string;
  readonly copy: string;
  readonly copied: string;
  readonly notCopied: string;
  readonly download: string;
  readonly failed: string;
  readonly outdated: string;
  readonly issues: string;
  readonly levels: { readonly error: string; readonly warning: string };
  readonly level: string;
  readonly place: string;
  readonly message: string;
  readonly code: string;
  readonly goTo: (place: string) => string;
  readonly notTried: string;
  readonly result: string;
  readonly findings: string;
  readonly findingsHint: string;
  readonly noFindings: string;
  readonly countNow: string;
  readonly countEdited: string;
  readonly newRule: string;
  readonly more: (count: string) => string;
  readonly fewer: (count: string) => string;
  readonly same: string;
  readonly incidents: string;
  readonly shown: (shown: string, all: string) => string;
  readonly noIncidents: string;
  readonly entity: string;
  readonly status: string;
  readonly severity: string;
  readonly openedAt: string;
  readonly evidence: string;
}

/** In English. */
export const TRIAL_EN: TrialTexts = {
  title: 'Would have fired',
  description:
    'Edit the rule and see which incidents it would have opened on the findings that the store holds.',
  nothingSaved:
    'Nothing is saved here: neither the rule nor the incidents. To keep an edit, copy or download it and put it into your rules.',
  source: 'Edited source',
  sourceHint: 'An edit is kept until this browser tab is closed.',
  edited: 'Edited',
  unchanged: 'As it runs now',
  run: 'Try on the stored findings',
  discard: 'Discard the edit',
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'Could not be copied',
  download: 'Download',
  failed: 'The rule could not be tried',
  outdated: 'The text was edited after this was tried.',
  issues: 'Issues',
  levels: { error: 'Error', warning: 'Warning' },
  level: 'Level',
  place: 'Place',
  message: 'Message',
  code: 'Code',
  goTo: (place) => `Go to ${place}`,
  notTried: 'The rule was not tried, since it has errors.',
  result: 'Result',
  findings: 'Versions of findings tried',
  findingsHint:
    'Relations count where findings state them; those that only events and AWS Config tell are not stored.',
  noFindings: 'The store keeps no findings, so that nothing could be tried.',
  countNow: 'Incidents of the rule as it runs now',
  countEdited: 'Incidents of the edited rule',
  newRule: 'Does not run now',
  more: (count) => `${count} more`,
  fewer: (count) => `${count} fewer`,
  same: 'No difference',
  incidents: 'Incidents that would have opened',
  shown: (shown, all) => `The latest ${shown} of ${all}`,
  noIncidents: 'No incident would have opened.',
  entity: 'Entity',
  status: 'Status',
  severity: 'Severity',
  openedAt: 'Opened',
  evidence: 'Evidence',
};

/** In Japanese. */
export const TRIAL_JA: TrialTexts = {
  title: '編集したルールの試行',
  description:
    'ルールを編集し、ストアに保存されている検出結果でどのインシデントが発生していたかを確認できます。',
  nothingSaved:
    'ここでは何も保存されません。ルールもインシデントも変更されません。編集内容を残すには、コピーまたはダウンロードしてルールに反映してください。',
  source: '編集中のソース',
  sourceHint: '編集内容は、このブラウザタブを閉じるまで保持されます。',
  edited: '編集済み',
  unchanged: '実行中のルールと同じ',
  run: '保存済みの検出結果で試行',
  discard: '編集を破棄',
  copy: 'コピー',
  copied: 'コピーしました',
  notCopied: 'コピーできませんでした',
  download: 'ダウンロード',
  failed: 'ルールを試行できませんでした',
  outdated: '試行後にテキストが編集されています。',
  issues: '問題',
  levels: { error: 'エラー', warning: '警告' },
  level: 'レベル',
  place: '位置',
  message: 'メッセージ',
  code: 'コード',
  goTo: (place) => `${place} に移動`,
  notTried: 'エラーがあるため、ルールは試行されませんでした。',
  result: '結果',
  findings: '試行した検出結果のバージョン数',
  findingsHint:
    '関係は検出結果に含まれるものだけが対象です。イベントや AWS Config のみが伝える関係は保存されません。',
  noFindings: 'ストアに検出結果が保存されていないため、試行できませんでした。',
  countNow: '実行中のルールのインシデント数',
  countEdited: '編集したルールのインシデント数',
  newRule: '現在は実行されていません',
  more: (count) => `${count} 件増加`,
  fewer: (count) => `${count} 件減少`,
  same: '差はありません',
  incidents: '発生していたインシデント',
  shown: (shown, all) => `${all} 件のうち最新の ${shown} 件`,
  noIncidents: '発生していたインシデントはありません。',
  entity: 'エンティティ',
  status: 'ステータス',
  severity: '重要度',
  openedAt: '発生日時',
  evidence: '証拠',
};
