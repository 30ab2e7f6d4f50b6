import { z } from 'zod'

const version = z.int().nonnegative()
const args = z.array(z.json())
const u64 = z.string().regex(/^[A-Z0-9+/]{11}=$/i)

const add = z.object({
  type: z.literal('Add'),
  queryId: version,
  udfPath: z.string(),
  args,
  journal: z.string().nullish(),
  componentPath: z.string().optional(),
})
const remove = z.object({ type: z.literal('Remove'), queryId: version })
const querySetModification = z.discriminatedUnion('type', [add, remove])
export type AddQuery = z.infer<typeof add>

const request = { requestId: version, udfPath: z.string(), args, componentPath: z.string().optional() }

const authenticate = z.discriminatedUnion('tokenType', [
  z.object({ type: z.literal('Authenticate'), baseVersion: version, tokenType: z.literal('None') }),
  z.object({ type: z.literal('Authenticate'), baseVersion: version, tokenType: z.literal('User'), value: z.string() }),
  z.object({
    type: z.literal('Authenticate'),
    baseVersion: version,
    tokenType: z.literal('Admin'),
    value: z.string(),
    impersonating: z.unknown().optional(),
    acting_as: z.unknown().optional(),
  }),
])
export type Authenticate = z.infer<typeof authenticate>

/** What a client says on the socket (convex/src/browser/sync/protocol.ts). */
export const clientMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('Connect'),
    sessionId: z.uuid(),
    connectionCount: version,
    lastCloseReason: z.string().nullable(),
    maxObservedTimestamp: u64.nullish(),
    clientTs: z.number().nullish(),
  }),
  z.object({ type: z.literal('ModifyQuerySet'), baseVersion: version, newVersion: version, modifications: z.array(querySetModification) }),
  z.object({ type: z.literal('Mutation'), ...request }),
  z.object({ type: z.literal('Action'), ...request }),
  authenticate,
  z.object({ type: z.literal('Event'), eventType: z.string(), event: z.unknown() }),
])
export type ClientMessage = z.infer<typeof clientMessage>

/** One line for each message, for the generated list of what is supported. */
export const CLIENT_MESSAGES: Record<ClientMessage['type'], string> = {
  Connect: 'names the session; may be missing, as the client leaves it out when it opens while paused',
  ModifyQuerySet: 'adds and removes queries',
  Mutation: 'one at a time for each socket; once for each session and request',
  Action: 'at the same time as others',
  Authenticate: 'User, Admin (with impersonation) and None; handled before the next message is read',
  Event: 'ignored',
}
