import { setTimeout as delay } from 'node:timers/promises'
import { CONVEX_EMULATOR } from '../../emulators/defaults'
import { deploymentEnv } from './appEnv'
import type { Child, Children } from './children'
import type { Ports } from './ports'
import { Problem } from './problem'
import { describeExit } from './untilOneExits'
import { WEBHOOK_PATH } from './workosAddress'

const START_TIMEOUT_MS = 60_000

export interface EmulatorOptions {
  ports: Ports
  /** Where other applications run that people sign in to. */
  otherOrigins?: string[]
  /** Seconds until an access token of the WorkOS emulator expires. */
  tokenTtl?: number | undefined
  onLine: (child: string, line: string) => void
}

/** Starts both emulators and tells each of the other: where webhooks go, and where WorkOS is. */
export async function startEmulators(children: Children, options: EmulatorOptions): Promise<Child[]> {
  const { ports, otherOrigins = [], tokenTtl, onLine } = options
  const ttl = tokenTtl === undefined ? [] : ['--token-ttl', String(tokenTtl)]
  const started = await Promise.all([
    startEmulator(children, 'workos', [
      '--port', String(ports.workos), ...[`http://localhost:${ports.app}`, ...otherOrigins].flatMap(origin => ['--origin', origin]),
      '--webhook', `http://127.0.0.1:${ports.convex + 1}${WEBHOOK_PATH}`, ...ttl,
    ], onLine),
    startConvexEmulator(children, ports.convex, onLine),
  ])
  await setDeploymentEnv(ports)
  return started
}

export function startConvexEmulator(children: Children, port: number, onLine: EmulatorOptions['onLine']) {
  return startEmulator(children, 'convex', ['--port', String(port)], onLine)
}

export async function setDeploymentEnv({ convex, workos }: Pick<Ports, 'convex' | 'workos'>): Promise<void> {
  const changes = Object.entries(deploymentEnv(workos)).map(([name, value]) => ({ name, value }))
  const response = await fetch(`http://127.0.0.1:${convex}/api/update_environment_variables`, {
    method: 'POST',
    headers: { 'authorization': `Convex ${CONVEX_EMULATOR.adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ changes }),
  })
  if (response.ok) return
  throw new Problem(
    `The Convex emulator did not take the environment variables: ${response.status} ${await response.text()}`,
  )
}

async function startEmulator(
  children: Children,
  kind: 'workos' | 'convex',
  args: string[],
  onLine: EmulatorOptions['onLine'],
): Promise<Child> {
  let announce: () => void
  const ready = new Promise<void>((resolve) => {
    announce = resolve
  })
  const child = children.start({
    name: `${kind}-emulator`,
    args: ['--import', 'tsx', `emulators/${kind}/main.ts`, ...args],
    onLine: line => line.startsWith('ready http') ? announce() : onLine(kind, line),
  })
  const timeout = new AbortController()
  await Promise.race([
    ready,
    child.exited.then((exit) => {
      throw new Problem(describeExit(exit))
    }),
    delay(START_TIMEOUT_MS, undefined, { signal: timeout.signal }).then(() => {
      throw new Problem(`The ${kind} emulator did not start within ${START_TIMEOUT_MS / 1000} seconds.`)
    }),
  ]).finally(() => timeout.abort())
  return child
}
