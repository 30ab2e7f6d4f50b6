import { defineConfig } from 'vitest/config'

/** Builds for every platform take minutes, so they have a lane of their own in CI: `.ci/run presets`. */
export default defineConfig({
  test: {
    name: 'deploy',
    include: ['test/deploy/**/*.test.ts'],
    environment: 'node',
    // They share .nuxt.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 600_000,
  },
})
