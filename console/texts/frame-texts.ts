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
}

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
};

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
};
