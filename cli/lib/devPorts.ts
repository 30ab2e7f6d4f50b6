import { CLAIMS, findFreePorts, type Ports, type Service } from './ports'

/** Free ports for a developer, who would rather have the next one than an error, but wants to know. */
export async function chooseDevPorts(wished: Ports, services: Service[]): Promise<Ports> {
  const ports = await findFreePorts(wished, services)
  for (const service of services) {
    if (ports[service] === wished[service]) continue
    const { label, variable } = CLAIMS[service]
    console.log(`Port ${wished[service]} is in use; ${label} takes ${ports[service]} (${variable} chooses another).`)
  }
  return ports
}
