import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { renderSupported } from '../../../emulators/convex/supported/renderSupported'

it('SUPPORTED.md says what the code does; if not, run `npx tsx emulators/convex/supported/write.ts`', async () => {
  expect(await readFile('emulators/convex/SUPPORTED.md', 'utf8')).toBe(renderSupported())
})
