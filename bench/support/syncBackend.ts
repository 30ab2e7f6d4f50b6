import { z } from 'zod'
import { Children } from '../../cli/lib/children'
import { setDeploymentEnv } from '../../cli/lib/emulators'
import { pushFunctions } from '../../cli/lib/pushFunctions'
import { untilOneExits } from '../../cli/lib/untilOneExits'
import { CONVEX_EMULATOR, WORKOS_EMULATOR } from '../../emulators/defaults'
import { createWorkosEmulator, type WorkosEmulatorOptions } from '../../emulators/workos/server'
import { startMeasuredConvex } from './measuredConvex'

export interface SyncBackend {
  webhookUrl: string
  /** Any function of the deployment, as `npx convex run` runs it. */
  run: (path: string) => Promise<unknown>
  /** Reads from the WorkOS emulator. */
  workos: (path: string) => Promise<unknown>
}

const outcome = z.object({ status: z.literal('success'), value: z.unknown() })

/** The functions with an empty database, and a WorkOS emulator whose webhooks go nowhere. @param options of the latter. */
export async function withSyncBackend<T>(options: WorkosEmulatorOptions, use: (backend: SyncBackend) => Promise<T>): Promise<T> {
  const children = new Children()
  const emulator = await createWorkosEmulator({ port: 0, ...options })
  try {
    const { child, port } = await startMeasuredConvex(children)
    const url = `http://127.0.0.1:${port}`
    await setDeploymentEnv({ convex: port, workos: emulator.port })
    await pushFunctions(children, url, () => {})
    const backend: SyncBackend = {
      webhookUrl: `http://127.0.0.1:${port + 1}/workos/webhook`,
      run: async path => outcome.parse(await send('POST', `${url}/api/function`, { path, args: {}, format: 'json' }, `Convex ${CONVEX_EMULATOR.adminKey}`)).value,
      workos: path => send('GET', emulator.url + path, undefined, `Bearer ${WORKOS_EMULATOR.apiKey}`),
    }
    return await Promise.race([use(backend), untilOneExits([child])])
  }
  finally {
    await children.stopAll()
    await emulator.close()
  }
}

async function send(method: string, url: string, body: unknown, authorization: string): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: { authorization, 'accept': 'application/json', 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`)
  return await response.json()
}
