import type { H3Event } from 'h3'
import type { Deployment } from '../deployment'
import type { PushSession } from '../push/pushSession'
import type { SyncServer } from '../sync/syncServer'

export interface RouteContext {
  deployment: Deployment
  pushes: PushSession
  sync: SyncServer
}

export interface Route {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  /** One line for the generated list of what is supported. */
  does: string
  handle: (event: H3Event, context: RouteContext) => unknown
}
