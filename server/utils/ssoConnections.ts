import type { Connection } from '@workos-inc/node'
import type { ConnectionChoice } from '../../common/authFlow'
import { workosReads } from './workos'

/** The connections among these that people can sign in with now. @throws what the WorkOS SDK throws. */
export async function nameConnections(connectionIds: string[]): Promise<ConnectionChoice[]> {
  return toChoices(await Promise.all(connectionIds.map(id => workosReads().sso.getConnection(id))))
}

/** @throws what the WorkOS SDK throws. */
export async function connectionsOfOrganization(organizationId: string): Promise<ConnectionChoice[]> {
  return toChoices((await workosReads().sso.listConnections({ organizationId, limit: 100 })).data)
}

function toChoices(connections: Connection[]): ConnectionChoice[] {
  return connections.filter(({ state }) => state === 'active').map(({ id, name }) => ({ id, name }))
}
