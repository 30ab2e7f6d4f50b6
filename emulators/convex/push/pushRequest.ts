import { z } from 'zod'

const moduleEnvironment = z.enum(['isolate', 'node'])

export const moduleConfig = z.object({
  path: z.string(),
  source: z.string(),
  sourceMap: z.string().optional(),
  environment: moduleEnvironment,
})
export type ModuleConfig = z.infer<typeof moduleConfig>

/** What the CLI uploads (convex/src/cli/lib/deployApi/startPush.ts). */
export const startPushRequest = z.object({
  adminKey: z.string(),
  dryRun: z.boolean(),
  functions: z.string(),
  appDefinition: z.object({
    definition: moduleConfig.nullable(),
    dependencies: z.array(z.string()),
    schema: moduleConfig.nullable(),
    changedModules: z.array(moduleConfig),
    unchangedModuleHashes: z.array(z.object({ path: z.string(), environment: moduleEnvironment, sha256: z.string() })),
    udfServerVersion: z.string(),
  }),
  componentDefinitions: z.array(z.unknown()),
  nodeDependencies: z.array(z.object({ name: z.string(), version: z.string() })),
})
export type StartPushRequest = z.infer<typeof startPushRequest>

/** The CLI sends back what start_push answered; only these parts are read again. */
export const startPushEcho = z.object({
  environmentVariables: z.record(z.string(), z.string()),
  schemaChange: z.object({ schemaIds: z.object({ '': z.string() }) }),
})

export const finishPushRequest = z.object({ adminKey: z.string(), dryRun: z.boolean(), startPush: startPushEcho })
export const waitForSchemaRequest = z.object({
  adminKey: z.string(),
  dryRun: z.boolean(),
  schemaChange: startPushEcho.shape.schemaChange,
})
