import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { NodeFacts } from './facts'

const manifest = z.object({ engines: z.object({ node: z.string() }) })

export function gatherNode(root: string): NodeFacts {
  const { engines } = manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
  return { running: process.versions.node, wanted: engines.node }
}
