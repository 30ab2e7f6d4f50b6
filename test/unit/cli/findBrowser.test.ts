import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findBrowser } from '../../../cli/lib/findBrowser'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-browser-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function install(name: string): string {
  const path = join(folder, name)
  writeFileSync(path, '')
  chmodSync(path, 0o755)
  return path
}

describe('findBrowser', () => {
  it('takes the one that is asked for', () => {
    const asked = install('my-browser')
    install('chromium')
    expect(findBrowser({ CHROMIUM_PATH: asked, PATH: folder })).toBe(asked)
  })

  it('says that the one asked for is missing instead of taking another', () => {
    install('chromium')
    expect(() => findBrowser({ CHROMIUM_PATH: join(folder, 'none'), PATH: folder })).toThrow('there is no such file')
  })

  it.runIf(process.platform === 'linux')('looks in every folder of PATH, for Chromium before Chrome', () => {
    install('google-chrome')
    const chromium = install('chromium')
    expect(findBrowser({ PATH: [join(folder, 'empty'), folder].join(delimiter) })).toBe(chromium)
  })
})
