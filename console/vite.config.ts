import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';
import { fontFiles } from './font-files.ts';

/** The libraries that every page needs; those of the graph come with it. */
const LIBRARIES =
  /node_modules\/(@cloudscape-design|@dnd-kit|@formatjs|@tanstack|date-fns|react|react-dom|scheduler|wouter)\//;

const config: UserConfig = defineConfig({
  root: import.meta.dirname,
  plugins: [fontFiles(), react()],
  resolve: {
    alias: {
      // The names of colors end in a hash, which differs between releases of the two packages: those of the components
      // themselves are the ones that the style sheet defines.
      '@cloudscape-design/design-tokens': fileURLToPath(
        new URL(
          '../node_modules/@cloudscape-design/components/internal/generated/styles/tokens.js',
          import.meta.url,
        ),
      ),
    },
  },
  build: {
    outDir: fileURLToPath(new URL('../dist/console', import.meta.url)),
    emptyOutDir: true,
    // Everything comes from files of its own: the page's policy allows neither inline scripts nor data addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Notices of the libraries in the bundle stay with it.
    license: { fileName: 'license.md' },
    sourcemap: false,
    // One style sheet and few scripts are smaller than many: they repeat each other, which gzip sees within a file only.
    cssCodeSplit: false,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'libraries', test: LIBRARIES }] } } },
    // What it weighs in all is told by scripts/build-console.ts.
    chunkSizeWarningLimit: 2000,
  },
});
export default config;
