import type { FindingKey } from '../../core/finding/finding.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Rule } from '../../core/rule/rule.ts';
import { ruleContent } from '../../core/rule/rule-content.ts';
import { digest } from '../../digest.ts';
import { openSqliteStore } from '../../store/sqlite/sqlite-store.ts';
import type { Store } from '../../store.ts';
import { openStore } from '../open-store.ts';
import { isTable, openTableStore } from '../open-table-store.ts';
import { type Session, toPath } from '../session.ts';
import { openFindingSource } from './finding-source.ts';
import type { ServeOptions } from './serve-options.ts';

/** A store as it is served. */
export interface ServedStore {
  readonly store: Store;
  readonly info: { readonly kind: 'memory' | 'sqlite' | 'dynamodb'; readonly name: string };
  /** Whether others write it, of whom nothing tells. */
  readonly isWrittenElsewhere: boolean;
  /** Why it takes no findings; absent where it does. */
  readonly noIntakeReason?: string;
  loadFinding(key: FindingKey): Promise<JsonObject | undefined>;
  /** Aborted when the store has failed and takes no more, nor gives. */
  readonly failed: AbortSignal;
  close(): Promise<void>;
}

/** Opens the store that the options name, for these rules. Throws UsageError and StoreError. */
export async function openServedStore(
  session: Session,
  options: ServeOptions,
  rules: readonly Rule[],
): Promise<ServedStore> {
  const { store: name, readOnly = false } = options;
  if (name === undefined) {
    session.messages.note('nothing outlives this server: `--store FILE` keeps what it learns');
    return local(await openStore(session, options, rules), 'memory', 'memory', readOnly, NEVER);
  }
  if (isTable(name)) return openServedTable(session, { ...options, store: name }, rules);
  if (!readOnly) {
    const failing = new AbortController();
    const store = await openStore(session, options, rules, (error) => failing.abort(error));
    return local(store, 'sqlite', name, false, failing.signal);
  }
  const store = openSqliteStore(toPath(session, name), { isReadOnly: true });
  await warnOfOtherRules(store, rules, name, session);
  return local(store, 'sqlite', name, true, NEVER);
}

const READ_ONLY = 'the server was started with `--read-only`';

/** Of what is only read, or may be asked again. */
const NEVER = new AbortController().signal;

function local(
  store: Store,
  kind: 'memory' | 'sqlite',
  name: string,
  isReadOnly: boolean,
  failed: AbortSignal,
): ServedStore {
  return {
    store,
    info: { kind, name },
    isWrittenElsewhere: isReadOnly && kind === 'sqlite',
    ...(isReadOnly && { noIntakeReason: READ_ONLY }),
    loadFinding: async (key) => (await store.keptFindings?.load(key))?.body,
    failed,
    close: () => store.close(),
  };
}

const OWN_ACCOUNT = 'a deployed table takes its findings from its own account, by its functions';

async function openServedTable(
  session: Session,
  options: ServeOptions & { readonly store: string },
  rules: readonly Rule[],
): Promise<ServedStore> {
  const store = await openTableStore(session, options);
  await warnOfOtherRules(store, rules, options.store, session);
  const hub = await openFindingSource(session, options);
  return {
    store,
    info: { kind: 'dynamodb', name: options.store.slice(options.store.indexOf(':') + 1) },
    isWrittenElsewhere: true,
    noIntakeReason: OWN_ACCOUNT,
    loadFinding: (key) => hub.loadFinding(key),
    failed: NEVER,
    close: async () => {
      hub.close();
      await store.close();
    },
  };
}

const NAMES_TOLD = 5;

/** What the store holds was filed by the rules that it remembers. */
async function warnOfOtherRules(
  store: Store,
  rules: readonly Rule[],
  name: string,
  { messages }: Session,
): Promise<void> {
  const known = await store.loadRuleHashes();
  const others = rules.filter((rule) => known.get(rule.id) !== digest(ruleContent(rule))).map(({ id }) => id);
  if (others.length === 0) return;
  const some = others.slice(0, NAMES_TOLD).join(', ');
  const more = others.length > NAMES_TOLD ? ` and ${others.length - NAMES_TOLD} more` : '';
  messages.warn(`\`${name}\` was written by other rules, or other versions of them: ${some}${more}`);
}
