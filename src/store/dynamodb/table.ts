/** The names by which the table is made (infrastructure), read and written (store) and watched (stream). */
export const TABLE = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Time to live, in seconds since 1970. */
  ttl: 'expiresAt',
  /** Evidence by its latest start: a local index, since only those can be read consistently. */
  byStart: { index: 'byStart', sortKey: 'start' },
  /** Evidence by its latest observation, but for what tells that by its end; keys alone. */
  byObserved: { index: 'byObserved', sortKey: 'observed' },
} as const;

/** What partition keys start with, by what is kept there. */
export const PREFIX = {
  finding: 'finding#',
  evidence: 'evidence#',
  related: 'related#',
  relation: 'relation#',
  group: 'group#',
  incident: 'incident#',
  incidents: 'incidents#',
  undelivered: 'undelivered',
  rules: 'rules',
  meta: 'meta',
  once: 'once#',
  quarantine: 'quarantine#',
} as const;

/** `principalId` of the user that removes expired items, in the records of the stream. */
export const TTL_PRINCIPAL = 'dynamodb.amazonaws.com';
