import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  test: {
    // `npm run test:fuzz` has time for more.
    provide: { fuzzRuns: mode === 'fuzz' ? 2000 : 50 },
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['./test/setup.ts'],
    reporters: ['default', './test/summary.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // The encoder, the network and the registry are loaded once for all files of a worker.
    isolate: false,
    // One more than the cores of the machine that this must pass on: tests wait for browsers, processes and services.
    maxWorkers: 3,
    // Tests that wait for a service, together.
    maxConcurrency: 12,
  },
}));
