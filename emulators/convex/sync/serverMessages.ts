import type { JSONValue } from 'convex/values'

export interface Version {
  querySet: number
  identity: number
  /** Base64 of a little-endian u64. */
  ts: string
}

export type StateModification =
  | { type: 'QueryUpdated', queryId: number, value: JSONValue, logLines: string[], journal: string | null }
  | { type: 'QueryFailed', queryId: number, errorMessage: string, errorData?: JSONValue, logLines: string[], journal: string | null }
  | { type: 'QueryRemoved', queryId: number }

export interface Transition {
  type: 'Transition'
  startVersion: Version
  endVersion: Version
  modifications: StateModification[]
  clientClockSkew: number | null
  serverTs: number
}

export interface MutationResponse {
  type: 'MutationResponse'
  requestId: number
  success: boolean
  result: JSONValue
  errorData?: JSONValue
  ts: string | null
  logLines: string[]
}

export interface ActionResponse {
  type: 'ActionResponse'
  requestId: number
  success: boolean
  result: JSONValue
  errorData?: JSONValue
  logLines: string[]
}

/** What the server says on the socket (convex/src/browser/sync/protocol.ts). */
export type ServerMessage =
  | Transition
  | { type: 'TransitionChunk', chunk: string, partNumber: number, totalParts: number, transitionId: string }
  | MutationResponse
  | ActionResponse
  | { type: 'AuthError', error: string, baseVersion: number, authUpdateAttempted: boolean }
  | { type: 'FatalError', error: string }
  | { type: 'Ping' }

/** One line for each message, for the generated list of what is supported. */
export const SERVER_MESSAGES: Record<ServerMessage['type'], string> = {
  Transition: 'new results from one version to the next; only changed ones',
  TransitionChunk: 'a Transition of more than 5,000,000 characters, in parts',
  MutationResponse: 'answer to a mutation, before the Transition that shows it',
  ActionResponse: 'answer to an action',
  AuthError: 'a token was refused or has expired; the socket is closed after it',
  FatalError: 'the client broke the protocol; it does not come back',
  Ping: 'after 15 s without another message',
}
