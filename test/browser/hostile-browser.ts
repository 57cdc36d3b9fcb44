import { COLUMNS } from '../../console/incidents/list-preferences.ts';
import { PAYLOADS } from './payloads.ts';

/** What may stand in the browser's storage: views and preferences that are none of ours, or have poisoned names. */
export function keepPoison(): string {
  const [first = '', second = ''] = PAYLOADS;
  const views = PAYLOADS.filter((payload) => payload.length < 60).slice(0, 40);
  const kept = {
    'corroborate.views': {
      views: views.map((name) => ({ name, search: `sort=${encodeURIComponent(name)}&page=2` })),
      defaultName: views[0],
    },
    'corroborate.list': {
      pageSize: first,
      contentDisplay: COLUMNS.map((id: string) => ({ id, visible: true })),
      [first]: first,
    },
    'corroborate.publisher': { account: first, region: second },
    'corroborate.preferences': {
      language: 'en',
      mode: first,
      density: second,
      timeZone: PAYLOADS[17],
      times: first,
    },
  };
  return Object.entries(kept)
    .map(
      ([key, value]) =>
        `localStorage.setItem(${JSON.stringify(key)}, ${JSON.stringify(JSON.stringify(value))})`,
    )
    .join(';');
}

/** Addresses that a link in a mail or a ticket may have. */
export function hostileAddresses(): readonly string[] {
  const payloads = PAYLOADS.filter((_, index) => index % 70 === 2).map(encodeURIComponent);
  const filter = (value: string) =>
    encodeURIComponent(JSON.stringify({ operation: 'and', tokens: [{ operator: ':', value }] }));
  return [
    ...payloads.flatMap((payload) => [`/${payload}`, `/incidents/${payload}`, `/rules/${payload}`]),
    ...payloads.map(
      (payload) => `/incidents?filter=${payload}&sort=${payload}&page=${payload}&size=${payload}`,
    ),
    ...payloads.map((payload) => `/rules?text=${payload}&sort=${payload}#${payload}`),
    `/incidents?filter=${filter(PAYLOADS[17] ?? '')}`,
    `/overview?days=${payloads[0]}&part=${payloads[1]}`,
    '/incidents/%E0%A4%A',
    '/rules/%00',
    '/incidents/..%2f..%2fapi%2fsession',
    '/%5cexample.com',
    '/incidents/javascript:alert(1)',
    '/?next=https://example.com//',
    `/incidents/${'a'.repeat(2000)}`,
    '/incidents#javascript:alert(1)',
  ];
}
