import type { ValidatorJSON } from 'convex/values'
import { z } from 'zod'
import { PlatformError } from '../http/platformError'

const searchIndex = z.object({ indexDescriptor: z.string(), searchField: z.string(), filterFields: z.array(z.string()) })
const vectorIndex = z.object({ indexDescriptor: z.string(), vectorField: z.string(), dimensions: z.number(), filterFields: z.array(z.string()) })

const schemaDescription = z.object({
  schemaValidation: z.boolean(),
  tables: z.array(z.object({
    tableName: z.string(),
    indexes: z.array(z.object({ indexDescriptor: z.string(), fields: z.array(z.string()) })),
    searchIndexes: z.array(searchIndex).nullish(),
    vectorIndexes: z.array(vectorIndex).nullish(),
    documentType: z.custom<ValidatorJSON>(value => typeof value === 'object' && value !== null),
  })),
})
export type SchemaDescription = z.infer<typeof schemaDescription>

const exportable = z.object({ export: z.custom<() => string>(value => typeof value === 'function') })

/** Reads the default export of `schema.ts` in the form `defineSchema(…)` gives it. */
export function describeSchema(module: Record<string, unknown>): SchemaDescription {
  const definition = module.default
  const parsed = exportable.safeParse({ export: typeof definition === 'object' && definition !== null ? Reflect.get(definition, 'export') : undefined })
  if (!parsed.success) {
    throw new PlatformError(400, 'InvalidSchemaExport', 'Default export from schema file isn\'t a Convex schema.')
  }
  return schemaDescription.parse(JSON.parse(parsed.data.export.call(definition)))
}
