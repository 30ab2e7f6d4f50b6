import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../../cli/lib/root'
import { checkSamples } from '../../support/docs/checkSamples'
import { readPages, type Block } from '../../support/docs/pages'
import { SAMPLE_RUNS } from '../../support/docs/sampleRuns'

const blocks = readPages().flatMap(page => page.blocks)
/** The Expo app has declarations of its own to be checked against: test/unit/native/types.test.ts. */
const samples = blocks.filter(({ language }) => language === 'ts' || language === 'vue')

/** Not of any page: what would be found if one were like this. */
const wrong: Block[] = [
  { page: 'wrong.md', line: 0, language: 'vue', file: 'pages/wrong.vue', code: '<script setup lang="ts">\nconst { user } = useAuth()\n</script>\n\n<template>\n  <p>{{ user?.nickname }}</p>\n</template>\n' },
  { page: 'wrong.md', line: 10, language: 'ts', file: 'convex/wrong.ts', code: 'import { authedQuery } from \'./lib/functions\'\nexport const list = authedQuery({ args: {}, handler: async ctx => ctx.nobody })\n' },
  { page: 'wrong.md', line: 20, language: 'ts', file: undefined, code: 'definePageMeta({ auth: { organization: true, permission: \'tasks:raed\' } })\n' },
]

describe('the samples of the documentation', () => {
  it('are run by a test each when they name their file', () => {
    const named = new Set(blocks.flatMap(({ language, file }) => file && ['ts', 'tsx', 'vue'].includes(language) ? file : []))
    expect([...named].sort()).toEqual(Object.keys(SAMPLE_RUNS).sort())
  })

  it.each([...new Set(Object.values(SAMPLE_RUNS))])('are run by %s, which exists', (test) => {
    expect(existsSync(join(ROOT, test))).toBe(true)
  })

  it('have the types that they say', async () => {
    expect(samples.length).toBeGreaterThan(20)
    const complaints = await checkSamples([...samples, ...wrong])
    expect(complaints.filter(line => !line.startsWith('wrong.md:'))).toEqual([])
    expect(new Set(complaints.map(line => line.split(': ')[0]).filter(place => place?.startsWith('wrong.md')))).toEqual(new Set(['wrong.md:6', 'wrong.md:12', 'wrong.md:21']))
  }, 300_000)
})
