import { rm } from 'node:fs/promises'
import { describeProvider } from '../auth/authProvider'
import type { Deployment } from '../deployment'
import { PlatformError } from '../http/platformError'
import { analyze, analyzeRoutes } from './analysis'
import { checkDocuments } from './checkDocuments'
import type { SchemaMismatch } from './checkDocuments'
import { collectModules } from './collectModules'
import { diffIndexes } from './diffIndexes'
import type { Generation } from './generation'
import { loadGeneration } from './loadGeneration'
import type { startPushEcho, StartPushRequest } from './pushRequest'
import type { z } from 'zod'

/** Pushes that were begun and not finished; `convex codegen` never finishes one. */
const MAX_STAGED = 4

type Echo = z.infer<typeof startPushEcho>

/**
 * The steps of a `convex dev` push. What start_push has loaded waits here until finish_push makes it
 * current.
 */
export class PushSession {
  private nextId = 1
  private readonly staged = new Map<string, Generation>()

  constructor(private readonly deployment: Deployment) {}

  async start(request: StartPushRequest): Promise<object> {
    if (request.componentDefinitions.length > 0) {
      throw new PlatformError(400, 'ComponentsUnsupported', 'The Convex emulator does not run components. Remove them from convex.config.ts, or use a real deployment.')
    }
    const { deployment } = this
    const { schema, udfServerVersion } = request.appDefinition
    const modules = collectModules(request, deployment.generation.modules)
    const environmentVariables = Object.fromEntries(deployment.variables())
    const generation = await loadGeneration(this.nextId++, deployment.options.cacheDirectory, { modules, schema }, {
      variables: () => deployment.allVariables(),
    })
    await this.stage(generation)
    return {
      environmentVariables,
      externalDepsId: null,
      componentDefinitionPackages: {},
      appAuth: generation.providers.map(describeProvider),
      analysis: { '': analyze(generation, udfServerVersion) },
      app: {
        definitionPath: '',
        componentPath: '',
        args: {},
        childComponents: {},
        httpRoutes: { httpModuleRoutes: analyzeRoutes(generation), mounts: [] },
        exports: {},
      },
      schemaChange: {
        allocatedComponentIds: {},
        schemaIds: { '': String(generation.id) },
        indexDiffs: { '': diffIndexes(deployment.generation.schema, generation.schema) },
      },
    }
  }

  checkSchema({ schemaIds }: Echo['schemaChange']): SchemaMismatch | null {
    return checkDocuments(this.requireStaged(schemaIds['']).schema, this.deployment.database)
  }

  finish(echo: Echo, dryRun: boolean): Promise<object> {
    return this.deployment.administration.run(() => this.makeCurrent(echo, dryRun))
  }

  private async makeCurrent({ environmentVariables, schemaChange }: Echo, dryRun: boolean): Promise<object> {
    const { deployment } = this
    const generation = this.requireStaged(schemaChange.schemaIds[''])
    if (!isSameVariables(environmentVariables, deployment.variables())) {
      throw new PlatformError(400, 'RaceDetected', 'Environment variables have changed during push')
    }
    const before = deployment.generation
    if (!dryRun) {
      this.staged.delete(String(generation.id))
      await deployment.activate(generation)
      await discard(before)
      warnOfCrons(generation)
    }
    return { authDiff: diffProviders(before, generation), definitionDiffs: {}, componentDiffs: {} }
  }

  private requireStaged(id: string): Generation {
    const generation = this.staged.get(id)
    if (generation) return generation
    throw new PlatformError(400, 'RaceDetected', 'Other pushes have started meanwhile')
  }

  private async stage(generation: Generation): Promise<void> {
    this.staged.set(String(generation.id), generation)
    const [oldest] = this.staged
    if (!oldest || this.staged.size <= MAX_STAGED) return
    this.staged.delete(oldest[0])
    await discard(oldest[1])
  }
}

async function discard({ directory }: Generation): Promise<void> {
  if (directory !== '') await rm(directory, { recursive: true, force: true })
}

function isSameVariables(given: Record<string, string>, current: ReadonlyMap<string, string>): boolean {
  return Object.keys(given).length === current.size && [...current].every(([name, value]) => given[name] === value)
}

function diffProviders(before: Generation, after: Generation): { added: string[], removed: string[] } {
  const old = before.providers.map(provider => JSON.stringify(describeProvider(provider)))
  const next = after.providers.map(provider => JSON.stringify(describeProvider(provider)))
  return { added: next.filter(provider => !old.includes(provider)), removed: old.filter(provider => !next.includes(provider)) }
}

function warnOfCrons({ cronNames }: Generation): void {
  if (cronNames.length > 0) console.warn(`[convex] Cron jobs do not run in the emulator: ${cronNames.join(', ')}`)
}
