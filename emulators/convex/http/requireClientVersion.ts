import { getRequestHeader, setResponseHeader } from 'h3'
import type { H3Event } from 'h3'
import { PlatformError } from './platformError'

const HEADER = /^(npm|npm-cli|[\w-]+?)-(\d+)\.(\d+)\.(\d+)(?:[-+].*)?$/

/** A `Convex-Client` header, when sent, has to be one the deployment can talk to. */
export function requireClientVersion(event: H3Event): void {
  const header = getRequestHeader(event, 'convex-client')
  if (header === undefined) return
  const match = HEADER.exec(header)
  if (!match) throw new PlatformError(400, 'InvalidClientVersion', `Failed to parse client version: ${header}`)
  const [major = 0, minor = 0, patch = 0] = match.slice(2, 5).map(Number)
  const isTooOld = match[1] === 'npm' && major === 0 && (minor < 19 || (minor === 19 && patch <= 1))
  if (!isTooOld) return
  const message = `The Convex npm package at version ${major}.${minor}.${patch} is no longer supported. Update it with \`npm install convex@latest\`.`
  setResponseHeader(event, 'x-convex-deprecation-state', 'upgrade-required')
  setResponseHeader(event, 'x-convex-deprecation-message', message)
  throw new PlatformError(400, 'ClientVersionUnsupported', message)
}
