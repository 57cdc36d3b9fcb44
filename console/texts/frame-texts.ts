/** Texts of what stands around every page. */
export interface FrameTexts {
  readonly title: string;
  readonly navigation: string;
  readonly incidents: string;
  readonly overview: string;
  readonly rules: string;
  readonly health: string;
  readonly preferences: string;
  readonly language: string;
  readonly mode: string;
  readonly modes: { readonly light: string; readonly dark: string; readonly system: string };
  readonly density: string;
  readonly densities: { readonly comfortable: string; readonly compact: string };
  readonly timeZone: string;
  readonly localTimeZone: string;
  readonly times: string;
  readonly timeStyles: { readonly relative: string; readonly absolute: string };
  readonly close: string;
  readonly disconnected: string;
  readonly notFound: string;
  readonly failed: (what: string) => string;
  readonly retry: string;
  readonly loading: string;
  readonly breadcrumbs: string;
  readonly notices: string;
  readonly skip: string;
  readonly toDark: string;
  readonly toLight: string;
  readonly broken: string;
  readonly reload: string;
  readonly shortcuts: string;
  readonly goTo: (page: string) => string;
  readonly keysEverywhere: string;
  readonly keysHelp: string;
  readonly keysInList: string;
  /** Keys of the list, and what each does. */
  readonly listKeys: readonly (readonly [string, string])[];
}

/** In English. */
export const FRAME_EN: FrameTexts = {
  title: 'Corroborate',
  navigation: 'Pages',
  incidents: 'Incidents',
  overview: 'Overview',
  rules: 'Rules',
  health: 'Health',
  preferences: 'Preferences',
  language: 'Language',
  mode: 'Appearance',
  modes: { light: 'Light', dark: 'Dark', system: 'As the system' },
  density: 'Density',
  densities: { comfortable: 'Comfortable', compact: 'Compact' },
  timeZone: 'Time zone',
  localTimeZone: 'Of this browser',
  times: 'Times',
  timeStyles: { relative: 'Relative (3 hours ago)', absolute: 'Absolute' },
  close: 'Close',
  disconnected: 'The server cannot be heard; what is shown may be old. Trying again.',
  notFound: 'There is no such page.',
  failed: (what) => `This could not be loaded: ${what}`,
  retry: 'Try again',
  loading: 'Loading',
  breadcrumbs: 'Breadcrumbs',
  notices: 'Notices',
  skip: 'Skip to the content',
  toDark: 'Switch to dark mode',
  toLight: 'Switch to light mode',
  broken: 'This page could not be shown.',
  reload: 'Load again',
  shortcuts: 'Keyboard shortcuts',
  goTo: (page) => `Go to: ${page}`,
  keysEverywhere: 'On every page',
  keysHelp: 'Show these shortcuts',
  keysInList: 'In the list of incidents',
  listKeys: [
    ['j', 'Next incident'],
    ['k', 'Previous incident'],
    ['Enter', 'Open the incident'],
    ['x', 'Select the incident, or not'],
    ['p', 'Show or hide its preview'],
    ['/', 'Write a filter'],
  ],
};

/** In Japanese. */
export const FRAME_JA: FrameTexts = {
  title: 'Corroborate',
  navigation: 'ページ',
  incidents: 'インシデント',
  overview: '概要',
  rules: 'ルール',
  health: 'ヘルス',
  preferences: '設定',
  language: '言語',
  mode: '外観',
  modes: { light: 'ライト', dark: 'ダーク', system: 'システムに合わせる' },
  density: '表示密度',
  densities: { comfortable: '標準', compact: 'コンパクト' },
  timeZone: 'タイムゾーン',
  localTimeZone: 'このブラウザのタイムゾーン',
  times: '時刻の表示',
  timeStyles: { relative: '相対表示（3 時間前）', absolute: '絶対表示' },
  close: '閉じる',
  disconnected: 'サーバーに接続できません。表示内容が古い可能性があります。再接続しています。',
  notFound: 'ページが見つかりません。',
  failed: (what) => `読み込めませんでした: ${what}`,
  retry: '再試行',
  loading: '読み込み中',
  breadcrumbs: 'パンくずリスト',
  notices: '通知',
  skip: 'コンテンツへスキップ',
  toDark: 'ダークモードに切り替え',
  toLight: 'ライトモードに切り替え',
  broken: 'このページを表示できませんでした。',
  reload: '再読み込み',
  shortcuts: 'キーボードショートカット',
  goTo: (page) => `${page}に移動`,
  keysEverywhere: 'すべてのページ',
  keysHelp: 'ショートカットを表示',
  keysInList: 'インシデント一覧',
  listKeys: [
    ['j', '次のインシデント'],
    ['k', '前のインシデント'],
    ['Enter', 'インシデントを開く'],
    ['x', 'インシデントを選択または選択解除'],
    ['p', 'プレビューの表示／非表示'],
    ['/', 'フィルターを入力'],
  ],
};
