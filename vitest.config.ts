import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const alias = {
  // Before the shorter name, which would match it too.
  '@sayso/protocol/law': source('packages/protocol/src/law/index.ts'),
  '@sayso/protocol/log': source('packages/protocol/src/log/index.ts'),
  '@sayso/protocol': source('packages/protocol/src/index.ts'),
  '@sayso/sdk/shopify-pixel': source('packages/sdk/src/shopify-pixel/index.ts'),
  '@sayso/sdk/node': source('packages/sdk/src/node/index.ts'),
  '@sayso/sdk/connections/gpp': source('packages/sdk/src/connections/gpp.ts'),
  '@sayso/sdk/elements': source('packages/sdk/src/elements/index.ts'),
  '@sayso/sdk/on-page': source('packages/sdk/src/on-page.ts'),
  '@sayso/sdk': source('packages/sdk/src/index.ts'),
  '@sayso/banner/headless': source('packages/banner/src/headless.ts'),
  '@sayso/banner/preferences': source('packages/banner/src/preferences.ts'),
  '@sayso/banner/texts': source('packages/banner/src/texts.ts'),
  '@sayso/banner': source('packages/banner/src/index.ts'),
  '@sayso/react': source('packages/react/src/index.ts'),
  '@sayso/collector': source('packages/collector/src/index.ts'),
};

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // They leave nothing behind, and a process for each file takes as long as the tests.
          isolate: false,
          include: ['packages/*/src/**/*.test.ts', 'scripts/*.test.ts', 'examples/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/{conformance,package,collector}/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        // Real browsers and real processes: one file at a time, so that they don't fight over two cores. What fails is
        // tried once more; `npm test` says of what it was so.
        extends: true,
        test: {
          name: 'real',
          include: ['test/{browser,faults,wordpress}/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          retry: 1,
        },
      },
      // No test: it makes docs/gallery.
      ...(process.env.SAYSO_GALLERY
        ? [{ extends: true as const, test: { name: 'gallery', include: ['test/browser/gallery.ts'] } }]
        : []),
    ],
  },
});
