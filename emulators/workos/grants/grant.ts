import type { z } from 'zod'
import type { Emulator } from '../emulator'
import { parseInput } from '../http/input'

/** One row of the grant table: one `grant_type` of the authenticate endpoint. */
export interface Grant {
  readonly grantType: string
  readonly summary: string
  /** Whether a client without a secret may use it. */
  readonly allowsPublicClient: boolean
  exchange(body: unknown, emulator: Emulator): Promise<unknown>
}

interface GrantDefinition<Schema extends z.ZodType> extends Omit<Grant, 'exchange'> {
  readonly input: Schema
  exchange(input: z.infer<Schema>, emulator: Emulator): Promise<unknown>
}

/** Keeps each grant's input typed while the table holds them all. */
export function defineGrant<Schema extends z.ZodType>({ input, exchange, ...grant }: GrantDefinition<Schema>): Grant {
  return { ...grant, exchange: async (body, emulator) => exchange(parseInput(input, body), emulator) }
}
