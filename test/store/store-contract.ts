import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConflictError, type Store } from '../../src/store.ts';
import { describeEvidence } from './contract/describe-evidence.ts';
import { describeFindings } from './contract/describe-findings.ts';
import { describeFormerHandling } from './contract/describe-former-handling.ts';
import { describeGroups } from './contract/describe-groups.ts';
import { describeIncidents } from './contract/describe-incidents.ts';
import { describeIntakeLog } from './contract/describe-intake-log.ts';
import { describeKeptFindings } from './contract/describe-kept-findings.ts';
import { describeLife, describeRuleHashes, fill, readEverything } from './contract/describe-life.ts';
import { describeRandomLife } from './contract/describe-random-life.ts';
import { describeRelations } from './contract/describe-relations.ts';
import { changeOf } from './contract/saving.ts';
import { CAPABILITIES, type StoreContractOptions } from './contract/store-contract-options.ts';
import { observationOf } from './store-world.ts';

/** Every promise of the port, for one adapter; `open` gives an empty store each time. */
export function describeStore(
  name: string,
  open: () => Promise<Store>,
  options: StoreContractOptions = {},
): void {
  describe(`store contract: ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(async () => {
      await store.close();
    });
    const current = () => store;
    describeFindings(current);
    describeEvidence(current, options);
    describeRelations(current);
    describeGroups(current);
    describeIncidents(current);
    describeRuleHashes(current);
    describeLife(current);
    describeRandomLife(open, options);
    const { reopen, capabilities = [] } = options;
    it('has what it is said to have', () => {
      expect(CAPABILITIES.filter((name) => store[name] !== undefined)).toEqual(capabilities);
    });
    if (capabilities.includes('keptFindings')) describeKeptFindings(current);
    if (capabilities.includes('intakeLog')) describeIntakeLog(current);
    if (capabilities.includes('loadFormerHandling')) describeFormerHandling(current);
    if (reopen !== undefined) {
      it('keeps everything over close and reopen', async () => {
        await fill(store);
        const before = await readEverything(store);
        store = await reopen(store);
        expect(await readEverything(store)).toEqual(before);
        expect(before.findings[0]).toBeDefined();
        await expect(store.saveFinding(changeOf(observationOf('one', 2)))).rejects.toThrow(ConflictError);
      });
    }
  });
}
