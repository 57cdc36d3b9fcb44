import { createMemoryStore } from '../../../src/store/memory/memory-store.ts';
import { CAPABILITIES } from '../contract/store-contract-options.ts';
import { describeStore } from '../store-contract.ts';

describeStore('memory', async () => createMemoryStore(), { capabilities: CAPABILITIES });
