import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The project's folder, with links resolved so that relative paths computed from it hold for every child. */
export const ROOT = realpathSync(fileURLToPath(new URL('../..', import.meta.url)))
