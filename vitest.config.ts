import { availableParallelism } from 'node:os'
import { defineVitestProject } from '@nuxt/test-utils/config'
import { defineConfig } from 'vitest/config'

/** A shared machine may stall just when a test watches a second pass; a real fault fails twice. */
const retry = process.env.CI ? 1 : 0

/** The folder chooses the project, so nobody edits this file to add a test. */
export default defineConfig({
  test: {
    // Most tests wait for processes of their own rather than for a core.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], environment: 'node' } },
      await defineVitestProject({
        test: { name: 'nuxt', include: ['test/nuxt/**/*.test.ts'], environment: 'nuxt', setupFiles: ['test/support/nuxtAppearance.ts'] },
      }),
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          environment: 'node',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'app',
          include: ['test/app/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['test/support/globalStack.ts'],
          retry,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          environment: 'node',
          // After the others: one of them runs the development server, which shares .nuxt with the nuxt project.
          sequence: { groupOrder: 1 },
          globalSetup: ['test/support/globalStack.ts'],
          retry,
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
