import type { ConvexClient } from 'convex/browser'
import { Children } from '../../cli/lib/children'
import { setDeploymentEnv } from '../../cli/lib/emulators'
import { pushFunctions } from '../../cli/lib/pushFunctions'
import { untilOneExits } from '../../cli/lib/untilOneExits'
import { createWorkosEmulator } from '../../emulators/workos/server'
import { connectClient, createUser } from './convexClient'
import { startMeasuredConvex, type MeasuredConvex } from './measuredConvex'

export interface ConvexBackend extends Pick<MeasuredConvex, 'readMemory'> {
  /** One more client of one and the same user, with a connection of its own. */
  connect: () => Promise<ConvexClient>
  connectMany: (count: number) => Promise<ConvexClient[]>
}

/** Longer than a run: a refresh in the middle would be a part of what is measured. */
const TOKEN_TTL_SECONDS = 3_600

/** Fresh for each benchmark, so that none of them inherits the data and the memory of another. */
export async function withConvexBackend<T>(use: (backend: ConvexBackend) => Promise<T>): Promise<T> {
  const children = new Children()
  const clients: ConvexClient[] = []
  const workos = await createWorkosEmulator({ port: 0, settings: { accessTokenTtl: TOKEN_TTL_SECONDS } })
  try {
    const { child, port, readMemory } = await startMeasuredConvex(children)
    const url = `http://127.0.0.1:${port}`
    await setDeploymentEnv({ convex: port, workos: workos.port })
    await pushFunctions(children, url, () => {})
    const accessToken = await createUser(url, workos.port)
    const connect = async () => {
      const client = await connectClient(url, accessToken)
      clients.push(client)
      return client
    }
    const connectMany = (count: number) => Promise.all(Array.from({ length: count }, connect))
    // Clients would wait for ever for an emulator to come back that has crashed.
    return await Promise.race([use({ connect, connectMany, readMemory }), untilOneExits([child])])
  }
  finally {
    await Promise.all(clients.map(client => client.close()))
    await children.stopAll()
    await workos.close()
  }
}
