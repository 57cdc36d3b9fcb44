// Bundles the functions to dist/lambda and says what they weigh.
import { bundleFunctions } from './bundle-functions.ts';

for (const { name, sizeBytes } of await bundleFunctions()) {
  process.stderr.write(`${name.padEnd(10)}${(sizeBytes / 1000).toFixed(0).padStart(4)} KB\n`);
}
