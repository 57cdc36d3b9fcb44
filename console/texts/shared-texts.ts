import type { IncidentStatus } from '../../src/core/correlation/incident.ts';
import type { SeverityLabel } from '../../src/core/finding/finding.ts';
import type { HandlingState } from '../../src/core/handling/handling.ts';

/** Texts that several pages use. */
export interface SharedTexts {
  readonly severities: Readonly<Record<SeverityLabel, string>>;
  readonly statuses: Readonly<Record<IncidentStatus, string>>;
  readonly handlings: Readonly<Record<HandlingState, string>>;
  readonly unhandled: string;
  readonly sample: string;
  readonly none: string;
  /** Over a table that says the same as a chart. */
  readonly asTable: string;
  readonly asTableOf: (chart: string) => string;
}

/** In English. */
export const SHARED_EN: SharedTexts = {
  severities: {
    CRITICAL: 'Critical',
    HIGH: 'High',
    MEDIUM: 'Medium',
    LOW: 'Low',
    INFORMATIONAL: 'Informational',
  },
  statuses: { open: 'Open', resolved: 'Resolved' },
  handlings: {
    acknowledged: 'Acknowledged',
    resolved: 'Closed by hand',
    'false-positive': 'False positive',
    'risk-accepted': 'Risk accepted',
  },
  unhandled: 'New',
  sample: 'Sample',
  none: '-',
  asTable: 'As a table',
  asTableOf: (chart) => `As a table: ${chart}`,
};

/** In Japanese. */
export const SHARED_JA: SharedTexts = {
  severities: {
    CRITICAL: '緊急',
    HIGH: '高',
    MEDIUM: '中',
    LOW: '低',
    INFORMATIONAL: '情報',
  },
  statuses: { open: 'オープン', resolved: '解決済み' },
  handlings: {
    acknowledged: '確認済み',
    resolved: '手動でクローズ',
    'false-positive': '誤検知',
    'risk-accepted': 'リスク受容',
  },
  unhandled: '未対応',
  sample: 'サンプル',
  none: '-',
  asTable: '表で表示',
  asTableOf: (chart) => `表で表示: ${chart}`,
};
