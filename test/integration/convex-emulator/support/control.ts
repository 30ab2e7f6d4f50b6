import type { LogEntry } from '../../../../emulators/convex/control/log'
import type { ConvexEmulator } from '../../../../emulators/convex/start'

export function adminFetch(emulator: ConvexEmulator, path: string, body?: unknown): Promise<Response> {
  return fetch(`${emulator.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'Authorization': `Convex ${emulator.adminKey}`, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

export async function setVariables(emulator: ConvexEmulator, variables: Record<string, string | null>): Promise<void> {
  const changes = Object.entries(variables).map(([name, value]) => ({ name, value }))
  const response = await adminFetch(emulator, '/api/update_environment_variables', { changes })
  if (!response.ok) throw new Error(await response.text())
}

export async function readLog(emulator: ConvexEmulator): Promise<LogEntry[]> {
  return await (await fetch(`${emulator.url}/_emulate/log`)).json() as LogEntry[]
}

export async function clearLog(emulator: ConvexEmulator): Promise<void> {
  await fetch(`${emulator.url}/_emulate/log`, { method: 'DELETE' })
}

export async function reset(emulator: ConvexEmulator): Promise<void> {
  await fetch(`${emulator.url}/_emulate/reset`, { method: 'POST' })
}

export async function disconnect(emulator: ConvexEmulator): Promise<number> {
  const response = await fetch(`${emulator.url}/_emulate/disconnect`, { method: 'POST' })
  return ((await response.json()) as { disconnected: number }).disconnected
}
