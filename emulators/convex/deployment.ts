import { join } from 'node:path'
import { evaluateAuthConfig } from './auth/evaluateAuthConfig'
import { HttpCache } from './auth/httpCache'
import type { AuthProvider } from './auth/authProvider'
import { EmulatorLog } from './control/log'
import { applyChanges } from './env/environmentVariables'
import type { EnvironmentChange } from './env/environmentVariables'
import { AUTH_CONFIG_PATH, EMPTY_GENERATION } from './push/generation'
import type { Generation } from './push/generation'
import { Database } from './runtime/database'
import { FunctionRunner } from './runtime/functionRunner'
import { QueryCache } from './runtime/queryCache'
import { SerialQueue } from './runtime/serialQueue'
import { CompletedMutations } from './sync/completedMutations'

export interface DeploymentOptions {
  adminKey: string
  cloudUrl: string
  siteUrl: string
  cacheDirectory: string
}

/** One Convex deployment: its code, variables, auth providers and data. */
export class Deployment {
  readonly log = new EmulatorLog()
  readonly database = new Database()
  readonly providerDocuments = new HttpCache()
  /** Pushes and changes of variables depend on each other, so they happen one at a time. */
  readonly administration = new SerialQueue()
  readonly completedMutations = new CompletedMutations()
  readonly functions: FunctionRunner
  readonly queries: QueryCache
  private stored: ReadonlyMap<string, string> = new Map()
  private current: Generation = EMPTY_GENERATION
  private configuredProviders: AuthProvider[] = []

  constructor(readonly options: DeploymentOptions) {
    this.functions = new FunctionRunner(this.database, this.log, { variables: () => this.allVariables() }, {
      database: this.database,
      variables: () => this.stored,
      functions: () => this.functions.list(),
    })
    this.queries = new QueryCache(this.functions, this.log)
    this.functions.useGeneration(EMPTY_GENERATION)
    this.database.onCommit(changes => this.queries.invalidate(changes))
  }

  get generation(): Generation {
    return this.current
  }

  get providers(): AuthProvider[] {
    return this.configuredProviders
  }

  /** The variables that `convex env set` has stored. */
  variables(): ReadonlyMap<string, string> {
    return this.stored
  }

  /** Those, and the ones every deployment has. */
  allVariables(): ReadonlyMap<string, string> {
    return new Map([...this.stored, ...this.builtInVariables()])
  }

  /** The auth config is evaluated with the new values first: a change that breaks it is refused. */
  changeVariables(changes: EnvironmentChange[]): Promise<void> {
    return this.administration.run(() => this.replaceVariables(changes))
  }

  /** Exchanges the code between two transactions; documents and scheduled functions stay. */
  async activate(generation: Generation): Promise<void> {
    await this.database.runner.run(async () => {
      this.current = generation
      this.configuredProviders = generation.providers
      this.database.useSchema(generation.schema)
      this.functions.useGeneration(generation)
      await Promise.resolve()
    })
    this.queries.invalidateAll()
    this.log.add(null, { type: 'push', generation: generation.id, functions: generation.functions.size })
  }

  /** Empties the data; code and variables stay. */
  async reset(): Promise<void> {
    await this.database.clear()
    this.completedMutations.clear()
    this.queries.invalidateAll()
  }

  private async replaceVariables(changes: EnvironmentChange[]): Promise<void> {
    const next = applyChanges(this.stored, changes, this.builtInVariables())
    const { directory, modules } = this.current
    if (modules.some(({ path }) => path === AUTH_CONFIG_PATH)) {
      const all = new Map([...next, ...this.builtInVariables()])
      this.configuredProviders = await evaluateAuthConfig(join(directory, 'out', AUTH_CONFIG_PATH), all, 'This change would make the auth config invalid')
    }
    this.stored = next
    this.database.advanceTs()
    this.queries.invalidateAll()
  }

  private builtInVariables(): ReadonlyMap<string, string> {
    return new Map([['CONVEX_CLOUD_URL', this.options.cloudUrl], ['CONVEX_SITE_URL', this.options.siteUrl]])
  }
}
