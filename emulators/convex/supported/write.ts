import { writeFile } from 'node:fs/promises'
import { renderSupported } from './renderSupported'

await writeFile(new URL('../SUPPORTED.md', import.meta.url), renderSupported())
