import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { Problem } from '../../lib/problem'
import type { ComparedFacts } from './facts'

/** @throws Problem when there is no such file. */
export function gatherCompared(file: string): ComparedFacts {
  if (!existsSync(file)) throw new Problem(`There is no file ${file} to compare with.`)
  return { file, env: { ...parseEnv(readFileSync(file, 'utf8')) } }
}
