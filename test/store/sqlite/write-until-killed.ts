import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { filingOf, instant, observationOf, pieceOf, recordOf, relationOf } from '../store-world.ts';

/** A run that is killed in the middle: 10 saves are flushed, then more are under way than memory holds. */
const [, , file = ''] = process.argv;
const store = openSqliteStore(file);
for (let number = 0; number < 10; number += 1) await save(`flushed-${number}`, 'x');
await store.saveIncident(recordOf('flushed', 5));
await store.flush();
await store.saveIncident(recordOf('lost', 5));
const long = 'x'.repeat(100_000);
for (let number = 0; number < 600; number += 1) await save(`lost-${number}`, long);
process.stdout.write('under way\n');
setInterval(() => {}, 1000);

async function save(id: string, title: string): Promise<void> {
  const filing = filingOf(pieceOf(id, 1, 2, { title, lastObserved: instant(2) }));
  const relation = relationOf(id, 'sg');
  const next = observationOf(id, 1, { isMatched: true, filings: [filing], relations: [relation] });
  await store.saveFinding({ next, filed: [filing], withdrawn: [], stated: [relation], ended: [] });
}
