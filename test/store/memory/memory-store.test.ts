import { createMemoryStore } from '../../../src/store/memory/memory-store.ts';
import { describeStore } from '../store-contract.ts';

describeStore('memory', async () => createMemoryStore());
