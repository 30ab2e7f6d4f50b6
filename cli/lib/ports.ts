import { z } from 'zod'
import { CONVEX_EMULATOR, WORKOS_EMULATOR } from '../../emulators/defaults'
import { isPortFree } from './portProbe'
import { Problem } from './problem'

export interface Ports {
  app: number
  workos: number
  /** Sync and HTTP API; HTTP actions are on the next one. */
  convex: number
}

export type Service = keyof Ports

interface Claim {
  variable: string
  usual: number
  count: number
  label: string
}

export const CLAIMS: Record<Service, Claim> = {
  app: { variable: 'PORT', usual: 3000, count: 1, label: 'the app' },
  workos: { variable: 'WORKOS_EMULATOR_PORT', usual: WORKOS_EMULATOR.port, count: 1, label: 'the WorkOS emulator' },
  convex: { variable: 'CONVEX_EMULATOR_PORT', usual: CONVEX_EMULATOR.port, count: 2, label: 'the Convex emulator' },
}

const SERVICES = Object.keys(CLAIMS) as Service[]
const portNumber = z.coerce.number().int().min(1).max(65_534)

export function readPorts(env: NodeJS.ProcessEnv): Ports {
  const read = (service: Service) => {
    const { variable, usual } = CLAIMS[service]
    const parsed = portNumber.safeParse(env[variable] || usual)
    if (parsed.success) return parsed.data
    throw new Problem(`${variable} must be a port between 1 and 65534, not "${env[variable]}".`)
  }
  return { app: read('app'), workos: read('workos'), convex: read('convex') }
}

export type Probe = (port: number) => Promise<boolean>

export async function requireFreePorts(ports: Ports, services = SERVICES, isFree: Probe = isPortFree): Promise<void> {
  const taken = new Set<number>()
  for (const service of services) {
    const { variable, label } = CLAIMS[service]
    for (const port of portsOf(service, ports[service])) {
      if (taken.has(port) || !await isFree(port)) {
        throw new Problem(
          `Port ${port}, wanted for ${label}, is in use. Stop what uses it, or set ${variable} to another port.`,
        )
      }
      taken.add(port)
    }
  }
}

/** The wished ports, each moved up to the next free one where it is in use. */
export async function findFreePorts(wished: Ports, services = SERVICES, isFree: Probe = isPortFree): Promise<Ports> {
  const taken = new Set<number>()
  const found = { ...wished }
  for (const service of services) {
    for (;;) {
      const wanted = portsOf(service, found[service])
      const free = await Promise.all(wanted.map(async port => !taken.has(port) && await isFree(port)))
      if (!free.includes(false)) break
      found[service] += 1
      if (found[service] > 65_534) throw new Problem(`No port is free for ${CLAIMS[service].label}.`)
    }
    for (const port of portsOf(service, found[service])) taken.add(port)
  }
  return found
}

function portsOf(service: Service, first: number): number[] {
  return Array.from({ length: CLAIMS[service].count }, (_, index) => first + index)
}
