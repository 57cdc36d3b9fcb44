import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { RouteName } from '../../src/api/contract/paths.ts';
import type { LiveEvent } from '../../src/api/contract/session.ts';
import { listenTogether } from './listen-together.ts';

/** Routes whose answers may differ after an event. */
const TOUCHED: Readonly<Record<LiveEvent['type'], readonly RouteName[]>> = {
  hello: [],
  incidents: ['incidents', 'incident', 'overview', 'rules', 'rule', 'health'],
  intake: ['health', 'incident', 'rule'],
};

/** Changes that come in a burst are asked for once. */
const GATHER_MS = 250;

/** Keeps what is shown true while the server tells of changes; says whether it can be heard. */
export function useLive(): boolean {
  const client = useQueryClient();
  const [isConnected, setConnected] = useState(true);
  useEffect(() => {
    const touched = new Set<RouteName>();
    let timer: number | undefined;
    const refresh = () => {
      timer = undefined;
      for (const name of touched) void client.invalidateQueries({ queryKey: [name] });
      touched.clear();
    };
    const stop = listenTogether({
      hear: ({ type }) => {
        for (const name of TOUCHED[type] ?? []) touched.add(name);
        if (touched.size > 0) timer ??= window.setTimeout(refresh, GATHER_MS);
      },
      connected: () => {
        setConnected(true);
        // Whatever happened while nobody listened.
        void client.invalidateQueries();
      },
      disconnected: () => setConnected(false),
    });
    return () => {
      stop();
      window.clearTimeout(timer);
    };
  }, [client]);
  return isConnected;
}
