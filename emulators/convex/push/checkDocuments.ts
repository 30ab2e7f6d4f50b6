import type { Database } from '../runtime/database'
import { checkValue } from '../validators/checkValue'
import type { SchemaDescription } from './describeSchema'

export interface SchemaMismatch {
  tableName: string
  error: string
}

/** The first stored document that the new schema would not allow; such a push is refused, as on the real service. */
export function checkDocuments(schema: SchemaDescription | null, database: Database): SchemaMismatch | null {
  if (!schema?.schemaValidation) return null
  for (const { tableName, documentType } of schema.tables) {
    for (const { _id, _creationTime, ...fields } of database.documents(tableName)) {
      const issue = checkValue(documentType, fields)
      if (issue !== null) {
        return { tableName, error: `Document with ID "${_id}" in table "${tableName}" does not match the schema: ${issue}` }
      }
    }
  }
  return null
}
