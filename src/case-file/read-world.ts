import { parseDuration } from '../core/instant.ts';
import { type Issue, quoted } from '../core/issue.ts';
import { didYouMean } from '../rule-file/did-you-mean.ts';
import type { FindingVersion, LiteralFinding, NewFinding, StatedRelation, WorldEntry } from './case-file.ts';
import type { EntryDocument } from './case-schema.ts';
import { checkEntry, formOfEntry } from './check-entry.ts';
import { CASE_START } from './expand-finding.ts';
import { DEFAULT_SCOPE } from './expand-resource.ts';

/** Longest chain of versions of versions. */
export const VERSIONS_MAX: number = 50;

/** The entries of a world that could be read, the names of all, and what is wrong with the others. */
export interface World {
  readonly entries: ReadonlyMap<string, WorldEntry>;
  readonly names: ReadonlySet<string>;
  readonly issues: readonly Issue[];
}

/** Reads the entries of a world and leads every version back to its finding; circles are issues. */
export function readWorld(documents: Readonly<Record<string, EntryDocument>>): World {
  const reader = new WorldReader(documents);
  for (const name of Object.keys(documents)) reader.read(name, []);
  return { entries: reader.entries, names: new Set(Object.keys(documents)), issues: reader.issues };
}

class WorldReader {
  readonly entries = new Map<string, WorldEntry>();
  readonly issues: Issue[] = [];
  readonly #documents: Readonly<Record<string, EntryDocument>>;
  readonly #failed = new Set<string>();

  constructor(documents: Readonly<Record<string, EntryDocument>>) {
    this.#documents = documents;
  }

  read(name: string, versions: readonly string[]): WorldEntry | undefined {
    const known = this.entries.get(name);
    if (known !== undefined || this.#failed.has(name)) return known;
    const entry = this.#readNew(name, versions);
    if (entry === undefined) this.#failed.add(name);
    else this.entries.set(name, entry);
    return entry;
  }

  #readNew(name: string, versions: readonly string[]): WorldEntry | undefined {
    const document = this.#documents[name];
    if (document === undefined) return undefined;
    const issues = [...checkEntry(document), ...checkTimes(document)];
    for (const issue of issues) this.issues.push({ ...issue, path: ['world', name, ...issue.path] });
    if (issues.length > 0) return undefined;
    switch (formOfEntry(document)) {
      case 'product':
        return toNewFinding(name, document);
      case 'finding':
        return toLiteralFinding(name, document);
      case 'relation':
        return toStatedRelation(name, document);
      default:
        return this.#readVersion(name, document, versions);
    }
  }

  #readVersion(
    name: string,
    document: EntryDocument,
    versions: readonly string[],
  ): FindingVersion | undefined {
    const of = document.of ?? '';
    if (!Object.hasOwn(this.#documents, of)) {
      const hint = didYouMean(of, Object.keys(this.#documents)) ?? 'name an entry of this world';
      return this.#refuse(name, `the world has no ${quoted(of)}`, hint);
    }
    const chain = [...versions, name];
    if (chain.includes(of))
      return this.#refuse(name, `${quoted(name)} is a version of itself`, 'break the circle');
    if (chain.length > VERSIONS_MAX)
      return this.#refuse(name, 'too many versions of versions', 'name an earlier one');
    const before = this.read(of, chain);
    if (before === undefined) return undefined;
    if (before.form === 'relation') {
      return this.#refuse(name, `${quoted(of)} is a relation, not a finding`, 'write the later relation out');
    }
    return toVersion(name, document, before);
  }

  #refuse(name: string, message: string, hint: string): undefined {
    this.issues.push({ code: 'case/entry', level: 'error', message, path: ['world', name, 'of'], hint });
    return undefined;
  }
}

function checkTimes({ at, since }: EntryDocument): readonly Issue[] {
  const unreadable = Object.entries({ at, since }).flatMap(([key, text]) =>
    isTold(text) ? [] : [tooFar(key)],
  );
  if (unreadable.length > 0) return unreadable;
  if (since === undefined || offsetMs(since) <= offsetMs(at ?? '0d')) return [];
  const message = `first observed at ${quoted(since)}, after ${quoted(at ?? '0d')}`;
  const hint = '`since` is when it was first observed, `at` when last';
  return [{ code: 'case/entry', level: 'error', message, path: ['since'], hint }];
}

/** Whether findings can tell the instant at an offset: four digits of a year are all they have. */
function isTold(offset: string | undefined): boolean {
  if (offset === undefined) return true;
  const ms = Date.parse(CASE_START) + offsetMs(offset);
  return ms >= Date.parse('0001-01-01T00:00:00Z') && ms < Date.parse('9999-12-31T00:00:00Z');
}

function tooFar(key: string): Issue {
  const hint = 'stay within the years 1 to 9999';
  return { code: 'case/entry', level: 'error', message: 'no finding can tell this time', path: [key], hint };
}

function toNewFinding(name: string, document: EntryDocument): NewFinding {
  const { product, type, control, cve, resource, resources, severity } = document;
  const atMs = offsetMs(document.at ?? '0d');
  return {
    form: 'new',
    name,
    product: product ?? '',
    ...(type !== undefined && { type }),
    ...(control !== undefined && { control }),
    vulnerabilities: typeof cve === 'string' ? [cve] : (cve ?? []),
    ...(severity !== undefined && { severity }),
    state: document.state ?? 'open',
    resources: resources ?? (resource === undefined ? [] : [resource]),
    account: document.account ?? DEFAULT_SCOPE.account,
    region: document.region ?? DEFAULT_SCOPE.region,
    atMs,
    sinceMs: document.since === undefined ? atMs : offsetMs(document.since),
    members: document.members ?? {},
  };
}

function toLiteralFinding(name: string, { finding, at }: EntryDocument): LiteralFinding {
  const literal = { form: 'literal', name, finding: finding ?? {} } as const;
  return at === undefined ? literal : { ...literal, atMs: offsetMs(at) };
}

function toStatedRelation(name: string, { relation, account, region, at }: EntryDocument): StatedRelation {
  return {
    form: 'relation',
    name,
    resources: relation ?? [],
    account: account ?? DEFAULT_SCOPE.account,
    region: region ?? DEFAULT_SCOPE.region,
    atMs: offsetMs(at ?? '0d'),
  };
}

function toVersion(name: string, document: EntryDocument, of: FindingVersion['of']): FindingVersion {
  const { at, since, state, severity, members } = document;
  return {
    form: 'version',
    name,
    of,
    atMs: offsetMs(at ?? '0d'),
    ...(since !== undefined && { sinceMs: offsetMs(since) }),
    state: state ?? 'open',
    ...(severity !== undefined && { severity }),
    members: members ?? {},
  };
}

/** Milliseconds of an offset that the validator has accepted: `-200d`, `+30m`, `0d`. */
function offsetMs(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  const length = text.startsWith('-') || text.startsWith('+') ? text.slice(1) : text;
  const amount = length.replace(/^0+(?=\d)/, '');
  return /^0[smhd]$/.test(amount) ? 0 : sign * (parseDuration(amount) ?? 0);
}
