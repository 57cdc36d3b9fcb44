import type { DraftProblem, HandlingActionName } from '../handling/handling-draft.ts';

type OfCount = (count: number) => string;

/** Texts of what people decide about incidents. */
export interface HandlingTexts {
  readonly menu: string;
  readonly actions: Readonly<Record<HandlingActionName, string>>;
  readonly assignToMe: string;
  readonly groups: { readonly close: string; readonly reopen: string };
  readonly titles: Readonly<Record<HandlingActionName, OfCount>>;
  readonly meanings: Readonly<Record<HandlingActionName, string>>;
  readonly done: Readonly<Record<HandlingActionName, OfCount>>;
  readonly failed: OfCount;
  readonly refused: string;
  readonly more: OfCount;
  readonly nothingSelected: string;
  readonly readOnly: string;
  readonly cancel: string;
  readonly note: string;
  readonly reason: string;
  readonly optional: (label: string) => string;
  readonly assignee: string;
  readonly me: (user: string) => string;
  readonly other: string;
  readonly nobody: string;
  readonly name: string;
  readonly until: string;
  readonly untilEndOfDay: (zone: string) => string;
  readonly textProblem: (problem: DraftProblem['problem'], lengthMax: number) => string;
  readonly assigneeProblem: (problem: DraftProblem['problem'], lengthMax: number) => string;
  readonly untilProblem: (problem: DraftProblem['problem']) => string;
}

/** In English. */
export const HANDLING_EN: HandlingTexts = {
  menu: 'Actions',
  actions: {
    acknowledge: 'Acknowledge',
    assign: 'Assign',
    note: 'Add note',
    resolve: 'Resolve',
    'false-positive': 'False positive',
    'accept-risk': 'Accept risk',
    clear: 'Clear handling',
  },
  assignToMe: 'Assign to me',
  groups: { close: 'Decide', reopen: 'Take back' },
  titles: {
    acknowledge: (count) => `Acknowledge ${incidents(count)}`,
    assign: (count) => `Assign ${incidents(count)}`,
    note: (count) => `Add a note to ${incidents(count)}`,
    resolve: (count) => `Resolve ${incidents(count)}`,
    'false-positive': (count) => `Mark ${incidents(count)} as false positive`,
    'accept-risk': (count) => `Accept the risk of ${incidents(count)}`,
    clear: (count) => `Clear the handling of ${incidents(count)}`,
  },
  meanings: {
    acknowledge: 'Tells others that somebody has seen it and is looking into it.',
    assign: 'Says who looks after it.',
    note: 'Stays in the history for all to read.',
    resolve:
      'Says that the work is done. The status stays as the findings have it, and the incident comes back as new when it opens again.',
    'false-positive': 'Says that this is no threat. It comes back as new when it opens again.',
    'accept-risk': 'The incident counts as handled until the date, and then returns by itself.',
    clear: 'Takes back what was decided. The assignee and the history stay.',
  },
  done: {
    acknowledge: (count) => `${incidents(count)} acknowledged.`,
    assign: (count) => `${incidents(count)} assigned.`,
    note: (count) => `Note added to ${incidents(count)}.`,
    resolve: (count) => `${incidents(count)} resolved by hand.`,
    'false-positive': (count) => `${incidents(count)} marked as false positive.`,
    'accept-risk': (count) => `Risk of ${incidents(count)} accepted.`,
    clear: (count) => `Handling of ${incidents(count)} cleared.`,
  },
  failed: (count) => `${incidents(count)} could not be changed`,
  refused: 'This could not be done',
  more: (count) => `and ${count} more`,
  nothingSelected: 'Select incidents first',
  readOnly: 'This server only looks at the store: incidents cannot be handled here',
  cancel: 'Cancel',
  note: 'Note',
  reason: 'Reason',
  optional: (label) => `${label} - optional`,
  assignee: 'Assignee',
  me: (user) => (user === '' ? 'Me' : `Me (${user})`),
  other: 'Somebody else',
  nobody: 'Nobody',
  name: 'Name',
  until: 'Accepted until',
  untilEndOfDay: (zone) => `To the end of the day; time zone: ${zone}`,
  textProblem: (problem, lengthMax) =>
    problem === 'long' ? `At most ${lengthMax} characters.` : 'Say why, for whoever reads it later.',
  assigneeProblem: (problem, lengthMax) =>
    problem === 'long' ? `At most ${lengthMax} characters.` : 'Write a name.',
  untilProblem: (problem) => (problem === 'past' ? 'Choose a day that is still to come.' : 'Choose a day.'),
};

function incidents(count: number): string {
  return count === 1 ? '1 incident' : `${count} incidents`;
}

/** In Japanese. */
export const HANDLING_JA: HandlingTexts = {
  menu: 'アクション',
  actions: {
    acknowledge: '確認済みにする',
    assign: '担当者を割り当て',
    note: 'メモを追加',
    resolve: '解決済みにする',
    'false-positive': '誤検知としてマーク',
    'accept-risk': 'リスクを受容',
    clear: '対応状況をクリア',
  },
  assignToMe: '自分に割り当て',
  groups: { close: '判断', reopen: '取り消し' },
  titles: {
    acknowledge: (count) => `${count} 件のインシデントを確認済みにする`,
    assign: (count) => `${count} 件のインシデントに担当者を割り当てる`,
    note: (count) => `${count} 件のインシデントにメモを追加`,
    resolve: (count) => `${count} 件のインシデントを解決済みにする`,
    'false-positive': (count) => `${count} 件のインシデントを誤検知としてマーク`,
    'accept-risk': (count) => `${count} 件のインシデントのリスクを受容`,
    clear: (count) => `${count} 件のインシデントの対応状況をクリア`,
  },
  meanings: {
    acknowledge: '確認して調査中であることを、他のメンバーに示します。',
    assign: '担当者を示します。',
    note: 'メモは履歴に残り、全員が閲覧できます。',
    resolve:
      '対応が完了したことを示します。ステータスは検出結果に従ったまま変わりません。インシデントが再びオープンすると、未対応に戻ります。',
    'false-positive': '脅威ではないことを示します。インシデントが再びオープンすると、未対応に戻ります。',
    'accept-risk': '指定した日まで対応済みとして扱われ、その後は自動的に未対応に戻ります。',
    clear: '判断を取り消します。担当者と履歴は残ります。',
  },
  done: {
    acknowledge: (count) => `${count} 件のインシデントを確認済みにしました。`,
    assign: (count) => `${count} 件のインシデントの担当者を変更しました。`,
    note: (count) => `${count} 件のインシデントにメモを追加しました。`,
    resolve: (count) => `${count} 件のインシデントを解決済みにしました。`,
    'false-positive': (count) => `${count} 件のインシデントを誤検知としてマークしました。`,
    'accept-risk': (count) => `${count} 件のインシデントのリスクを受容しました。`,
    clear: (count) => `${count} 件のインシデントの対応状況をクリアしました。`,
  },
  failed: (count) => `${count} 件のインシデントを変更できませんでした`,
  refused: '操作を完了できませんでした',
  more: (count) => `他 ${count} 件`,
  nothingSelected: 'インシデントを選択してください',
  readOnly: 'このサーバーはストアの閲覧専用です。インシデントを処理することはできません',
  cancel: 'キャンセル',
  note: 'メモ',
  reason: '理由',
  optional: (label) => `${label} - オプション`,
  assignee: '担当者',
  me: (user) => (user === '' ? '自分' : `自分（${user}）`),
  other: '他のユーザー',
  nobody: '担当者なし',
  name: '名前',
  until: '受容の期限',
  untilEndOfDay: (zone) => `その日の終わりまで（タイムゾーン: ${zone}）`,
  textProblem: (problem, lengthMax) =>
    problem === 'long'
      ? `${lengthMax} 文字以内で入力してください。`
      : '後で読む人のために理由を入力してください。',
  assigneeProblem: (problem, lengthMax) =>
    problem === 'long' ? `${lengthMax} 文字以内で入力してください。` : '名前を入力してください。',
  untilProblem: (problem) =>
    problem === 'past' ? '明日以降の日付を選択してください。' : '日付を選択してください。',
};
