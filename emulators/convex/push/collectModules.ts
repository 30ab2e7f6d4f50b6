import { PlatformError } from '../http/platformError'
import { moduleHash } from './moduleHash'
import type { ModuleConfig, StartPushRequest } from './pushRequest'

/** The complete list of modules: the uploaded ones, and the unchanged ones of the current code. */
export function collectModules(request: StartPushRequest, current: ModuleConfig[]): ModuleConfig[] {
  const { changedModules, unchangedModuleHashes } = request.appDefinition
  const known = new Map(current.map(module => [moduleHash(module), module]))
  const unchanged = unchangedModuleHashes.map(({ path, sha256 }) => {
    const module = known.get(sha256)
    if (module?.path !== path) {
      throw new PlatformError(400, 'RaceDetected', `The module ${path} has changed on the deployment since the push began.`)
    }
    return module
  })
  return [...changedModules, ...unchanged]
}
