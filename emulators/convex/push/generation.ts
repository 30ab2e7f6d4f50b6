import type { HttpRouter } from 'convex/server'
import type { AuthProvider } from '../auth/authProvider'
import type { PushedFunction } from '../runtime/pushedFunction'
import type { SchemaDescription } from './describeSchema'
import type { ModuleConfig } from './pushRequest'

/** One push: its code, imported and analyzed. */
export interface Generation {
  id: number
  directory: string
  modules: ModuleConfig[]
  /** By path without extension, `dir/file:name`. */
  functions: ReadonlyMap<string, PushedFunction>
  schema: SchemaDescription | null
  router: HttpRouter | null
  cronNames: string[]
  providers: AuthProvider[]
}

export const EMPTY_GENERATION: Generation = {
  id: 0,
  directory: '',
  modules: [],
  functions: new Map(),
  schema: null,
  router: null,
  cronNames: [],
  providers: [],
}

export const AUTH_CONFIG_PATH = 'auth.config.js'
