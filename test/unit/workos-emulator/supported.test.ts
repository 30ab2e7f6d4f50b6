import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { supportedMarkdown } from '../../../emulators/workos/supported'

it('matches the code; if not, run npx tsx emulators/workos/writeSupported.ts', async () => {
  const written = await readFile(new URL('../../../emulators/workos/SUPPORTED.md', import.meta.url), 'utf8')
  expect(written).toBe(supportedMarkdown())
})
