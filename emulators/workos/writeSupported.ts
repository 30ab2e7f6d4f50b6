import { writeFile } from 'node:fs/promises'
import { supportedMarkdown } from './supported'

await writeFile(new URL('./SUPPORTED.md', import.meta.url), supportedMarkdown())
