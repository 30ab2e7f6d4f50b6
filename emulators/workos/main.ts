import { readCommandLine } from './commandLine'
import { PortInUseError } from './http/listen'
import { createWorkosEmulator } from './server'

try {
  const options = readCommandLine(process.argv.slice(2), process.env)
  const { url, close } = await createWorkosEmulator({ ...options, say: line => console.log(line) })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close())
  console.log(`ready ${url}`)
}
catch (error) {
  console.error(explain(error))
  process.exitCode = 1
}

function explain(error: unknown): string {
  if (error instanceof PortInUseError) {
    return `Port ${error.port} is in use. Stop what listens there, or choose another port with --port or WORKOS_EMULATOR_PORT.`
  }
  return error instanceof Error ? error.message : String(error)
}
