import type { Emulator } from '../emulator'
import { readJson } from '../http/input'
import type { Route } from '../http/route'
import { issuerOf, issuerPresets } from '../tokens/issuer'

const change = async (event: Parameters<Route['handle']>[0], emulator: Emulator) => {
  emulator.settings.change(await readJson(event))
  return showConfig(emulator)
}

export const configRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/_emulate/config',
    summary: 'The settings in force',
    access: 'open',
    handle: (_, emulator) => showConfig(emulator),
  },
  {
    method: 'GET',
    path: '/_emulate/config/issuers',
    summary: 'The issuer presets by name; the setting `issuer` takes a name or any other string',
    access: 'open',
    handle: (_, emulator) => issuerPresets(emulator),
  },
  ...(['POST', 'PUT', 'PATCH'] as const).map((method): Route => ({
    method,
    path: '/_emulate/config',
    summary: 'Changes the settings that are named and leaves the others',
    access: 'open',
    handle: change,
  })),
]

/** The issuer as it appears in tokens, whichever way it was chosen. */
const showConfig = (emulator: Emulator) => ({
  ...emulator.settings.current(),
  issuer: issuerOf(emulator),
})
