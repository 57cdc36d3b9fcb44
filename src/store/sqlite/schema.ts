/** Marks a SQLite file as ours: `Crrb` in the file's header (PRAGMA application_id). */
export const APPLICATION_ID: number = 0x43727262;

/** Grows with every change of the tables below (PRAGMA user_version). */
export const SCHEMA_VERSION: number = 3;

/**
 * The tables of a store. Findings lie in the order of arrival, so that a run writes whole pages one after the
 * other; what is random, the index to find them by, is 8 bytes a finding. Evidence is kept with its instants
 * negated: the latest comes first while all columns of an index ascend, and only then can SQLite seek to the
 * place after a piece (`(minus_ends, product_arn, finding_id) > (?, ?, ?)`) instead of reading up to it. Findings as they
 * came are deflated some dozens together: they resemble each other, and beginning to deflate costs more than a finding.
 */
export const SCHEMA: string = `
  CREATE TABLE finding (
    row INTEGER PRIMARY KEY,
    hash INTEGER NOT NULL,
    product_arn TEXT NOT NULL,
    id TEXT NOT NULL,
    version TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX finding_by_hash ON finding (hash);

  CREATE TABLE place (
    row INTEGER PRIMARY KEY,
    entity TEXT NOT NULL,
    rule TEXT NOT NULL,
    signal TEXT NOT NULL,
    pieces INTEGER NOT NULL,
    distinct_values INTEGER NOT NULL,
    UNIQUE (entity, rule, signal)
  ) STRICT;

  CREATE TABLE evidence (
    row INTEGER PRIMARY KEY,
    place INTEGER NOT NULL,
    finding INTEGER NOT NULL,
    product_arn TEXT NOT NULL,
    finding_id TEXT NOT NULL,
    minus_starts INTEGER NOT NULL,
    minus_ends INTEGER NOT NULL,
    observed INTEGER NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (place, finding)
  ) STRICT;
  CREATE INDEX evidence_by_end ON evidence (place, minus_ends, product_arn, finding_id, minus_starts);
  CREATE INDEX evidence_by_start ON evidence (place, minus_starts, product_arn, finding_id, minus_ends);
  CREATE INDEX evidence_by_observed ON evidence (place, observed);

  CREATE TABLE counted_value (
    place INTEGER NOT NULL,
    value TEXT NOT NULL,
    pieces INTEGER NOT NULL,
    PRIMARY KEY (place, value)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE relation (
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    sources INTEGER NOT NULL,
    ends TEXT NOT NULL,
    PRIMARY KEY (a, b)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE neighbour (
    entity TEXT NOT NULL,
    type TEXT NOT NULL,
    key TEXT NOT NULL,
    neighbour TEXT NOT NULL,
    PRIMARY KEY (entity, type, key)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE neighbour_count (
    entity TEXT NOT NULL,
    type TEXT NOT NULL,
    neighbours INTEGER NOT NULL,
    PRIMARY KEY (entity, type)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE wide (
    entity TEXT NOT NULL,
    type TEXT NOT NULL,
    PRIMARY KEY (entity, type)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE group_member (
    rule TEXT NOT NULL,
    group_key TEXT NOT NULL,
    key TEXT NOT NULL,
    entity TEXT NOT NULL,
    PRIMARY KEY (rule, group_key, key)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE incident (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL,
    revision INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    delivered_at INTEGER,
    is_handled INTEGER NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX incident_by_status ON incident (status, id);
  CREATE INDEX incident_undelivered ON incident (id)
    WHERE delivered_at IS NULL OR delivered_at < updated_at;
  CREATE INDEX incident_handled ON incident (id) WHERE is_handled = 1;

  CREATE TABLE former_handling (
    incident TEXT PRIMARY KEY,
    body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE kept_finding (
    row INTEGER PRIMARY KEY,
    hash INTEGER NOT NULL,
    product_arn TEXT NOT NULL,
    id TEXT NOT NULL,
    is_withdrawn INTEGER NOT NULL,
    version TEXT NOT NULL,
    block INTEGER NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX kept_finding_by_hash ON kept_finding (hash);
  CREATE INDEX kept_finding_by_version ON kept_finding (version, product_arn, id, is_withdrawn);

  CREATE TABLE kept_count (
    row INTEGER PRIMARY KEY CHECK (row = 1),
    versions INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE kept_block (
    row INTEGER PRIMARY KEY,
    bodies INTEGER NOT NULL,
    body BLOB NOT NULL
  ) STRICT;

  CREATE TABLE intake_run (
    row INTEGER PRIMARY KEY,
    body TEXT NOT NULL
  ) STRICT;

  CREATE TABLE intake_total (
    row INTEGER PRIMARY KEY CHECK (row = 1),
    body TEXT NOT NULL
  ) STRICT;

  CREATE TABLE quarantined (
    row INTEGER PRIMARY KEY,
    body TEXT NOT NULL
  ) STRICT;

  CREATE TABLE rule_hash (
    rule TEXT PRIMARY KEY,
    hash TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** Every table but those that outlive it, for emptying the store: what came in, and what people decided. */
export const TABLES: readonly string[] = [
  'finding',
  'place',
  'evidence',
  'counted_value',
  'relation',
  'neighbour',
  'neighbour_count',
  'wide',
  'group_member',
  'incident',
  'kept_finding',
  'kept_count',
  'kept_block',
  'rule_hash',
];
