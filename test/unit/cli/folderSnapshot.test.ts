import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { compareSnapshots, restoreSnapshot, takeSnapshot } from '../../../cli/lib/folderSnapshot'

let folder: string
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'cli-snapshot-')), 'generated')
  mkdirSync(join(folder, 'ai'), { recursive: true })
  writeFileSync(join(folder, 'api.js'), 'one')
  writeFileSync(join(folder, 'ai', 'notes.md'), 'kept')
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true }))

it('finds what was added, removed or changed', () => {
  const before = takeSnapshot(folder)
  expect(compareSnapshots(before, takeSnapshot(folder))).toEqual([])
  writeFileSync(join(folder, 'api.js'), 'two')
  writeFileSync(join(folder, 'server.js'), 'new')
  rmSync(join(folder, 'ai'), { recursive: true })
  expect(compareSnapshots(before, takeSnapshot(folder))).toEqual([join('ai', 'notes.md'), 'api.js', 'server.js'])
})

it('puts everything back', () => {
  const before = takeSnapshot(folder)
  writeFileSync(join(folder, 'api.js'), 'two')
  writeFileSync(join(folder, 'server.js'), 'new')
  restoreSnapshot(folder, before)
  expect(takeSnapshot(folder)).toEqual(before)
})

it('takes a missing folder for an empty one', () => {
  expect(takeSnapshot(join(folder, 'nowhere'))).toEqual(new Map())
})
