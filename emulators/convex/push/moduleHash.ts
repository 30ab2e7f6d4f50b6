import { createHash } from 'node:crypto'
import type { ModuleConfig } from './pushRequest'

/** As the CLI computes it to tell which modules it need not upload again (convex/src/cli/lib/components.ts). */
export function moduleHash({ source, sourceMap }: ModuleConfig): string {
  return createHash('sha256').update(source).update(sourceMap ?? '').digest('hex')
}
