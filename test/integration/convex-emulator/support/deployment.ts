import { afterAll, beforeAll } from 'vitest'
import { startConvexEmulator } from '../../../../emulators/convex/start'
import type { ConvexEmulator } from '../../../../emulators/convex/start'
import { push } from './cli'
import { setVariables } from './control'
import { copyFixture } from './project'
import type { Project } from './project'

export interface TestDeployment {
  emulator: ConvexEmulator
  project: Project
}

/** One emulator with the fixture pushed to it, for all tests of a file. */
export function useDeployment(): TestDeployment {
  const deployment = {} as TestDeployment
  beforeAll(async () => {
    const [emulator, project] = await Promise.all([startConvexEmulator(), copyFixture()])
    Object.assign(deployment, { emulator, project })
    await setVariables(emulator, { AUTH_PROVIDERS: '[]' })
    await push(emulator, project.directory)
  })
  afterAll(async () => {
    await deployment.emulator?.stop()
    await deployment.project?.remove()
  })
  return deployment
}
