import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isBuildStale } from '../../../cli/lib/build'

const BUILT = new Date('2026-01-01T12:00:00Z')
const BEFORE = new Date('2026-01-01T11:00:00Z')
const AFTER = new Date('2026-01-01T13:00:00Z')

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cli-build-'))
  write('.output/server/index.mjs', BUILT)
  write('pages/index.vue', BEFORE)
})
afterEach(() => rmSync(root, { recursive: true }))

/** Writes the file and dates it and its folder, so that only what a test says is new looks new. */
function write(path: string, time: Date) {
  const absolute = join(root, path)
  mkdirSync(dirname(absolute), { recursive: true })
  writeFileSync(absolute, '')
  utimesSync(absolute, time, time)
  for (let folder = dirname(absolute); folder !== root; folder = dirname(folder)) utimesSync(folder, BEFORE, BEFORE)
}

describe('isBuildStale', () => {
  it('is false when everything is older than the build', async () => {
    expect(await isBuildStale(root)).toBe(false)
  })

  it('is true without a build', async () => {
    rmSync(join(root, '.output'), { recursive: true })
    expect(await isBuildStale(root)).toBe(true)
  })

  it.each(['pages/index.vue', 'server/api/deep/new.get.ts', 'nuxt.config.ts', 'package-lock.json', 'convex/cli/a.ts'])(
    'is true when %s is newer',
    async (path) => {
      write(path, AFTER)
      expect(await isBuildStale(root)).toBe(true)
    },
  )

  it.each(['test/unit/a.test.ts', 'cli/dev.ts', 'emulators/a.ts', 'README.md', '.nuxt/a.ts', 'node_modules/a/b.js', 'x.log'])(
    'does not care for %s',
    async (path) => {
      write(path, AFTER)
      expect(await isBuildStale(root)).toBe(false)
    },
  )

  it('notices a deleted file', async () => {
    rmSync(join(root, 'pages/index.vue'))
    utimesSync(join(root, 'pages'), AFTER, AFTER)
    expect(await isBuildStale(root)).toBe(true)
  })
})
