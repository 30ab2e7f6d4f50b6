import { z } from 'zod'

/** The seed of the WorkOS emulator gives the same ids in every run. */
export const SEED = {
  acme: 'org_01SEED00000000000000000001',
  globex: 'org_01SEED00000000000000000002',
  initech: 'org_01SEED00000000000000000003',
  globexSso: 'conn_01SEED00000000000000000001',
  initechOkta: 'conn_01SEED00000000000000000002',
  initechEntra: 'conn_01SEED00000000000000000003',
} as const

const API_KEY = 'sk_test_emulator'

async function send(url: string, method: string, body?: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', 'accept': 'application/json', 'authorization': `Bearer ${API_KEY}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`)
  return text ? JSON.parse(text) : null
}

/** Turns the knobs of the emulator that have no counterpart in WorkOS's API, and those of the dashboard. */
export function controlWorkos(workosUrl: string) {
  const at = (path: string) => new URL(path, workosUrl).href
  const join = async (userId: string, organizationId: string) =>
    void await send(at('/user_management/organization_memberships'), 'POST', { user_id: userId, organization_id: organizationId })
  return {
    /** Asks for these steps when this address signs in. Safe beside other tests. */
    demandSteps: async (email: string, steps: string[]) => void await send(at('/_emulate/steps'), 'POST', { email, steps }),
    /** For everybody: only with an emulator of one's own. */
    configure: async (settings: Record<string, unknown>) => void await send(at('/_emulate/config'), 'PATCH', settings),
    /** For everybody, too. */
    setPolicy: async (organizationId: string, policy: Record<string, unknown>) =>
      void await send(at(`/_emulate/organization-policies/${organizationId}`), 'PUT', policy),
    addFault: async (fault: Record<string, unknown>) => void await send(at('/_emulate/hooks'), 'POST', fault),
    clearFaults: async () => void await send(at('/_emulate/hooks'), 'DELETE'),
    advanceClock: async (advanceSeconds: number) => void await send(at('/_emulate/clock'), 'POST', { advanceSeconds }),
    reset: async () => void await send(at('/_emulate/reset'), 'POST'),
    /** WorkOS's own API, with the key of the environment. */
    api: (method: string, path: string, body?: unknown) => send(at(path), method, body),
    /** A code of the newest authenticator app of this address that was not used yet. */
    readTotp: async (email: string): Promise<string> => {
      const authenticators = authenticatorsSchema.parse(await send(at(`/_emulate/authenticator?email=${encodeURIComponent(email)}`), 'GET'))
      const newest = authenticators.at(-1)
      if (!newest) throw new Error(`${email} has no authenticator.`)
      return newest.spent ? newest.next_code : newest.code
    },
    findUserId: async (email: string): Promise<string> => {
      const { data: [user] } = usersSchema.parse(await send(at(`/user_management/users?email=${encodeURIComponent(email)}`), 'GET'))
      if (!user) throw new Error(`There is no ${email}.`)
      return user.id
    },
    listSessions: async (userId: string) => sessionsSchema.parse(await send(at(`/user_management/users/${userId}/sessions?limit=100`), 'GET')).data,
    invite: async (invitation: Record<string, unknown>) => invitationSchema.parse(await send(at('/user_management/invitations'), 'POST', invitation)),
    join,
    /** Somebody new who belongs to these organizations. The seeded people belong to all tests, and a new code voids the last one. */
    createMember: async (email: string, ...organizationIds: string[]): Promise<string> => {
      const { id } = idSchema.parse(await send(at('/user_management/users'), 'POST', { email, email_verified: true }))
      for (const organizationId of organizationIds) await join(id, organizationId)
      return id
    },
  }
}

const authenticatorsSchema = z.array(z.object({ code: z.string(), next_code: z.string(), spent: z.boolean() }))
const idSchema = z.object({ id: z.string() })
const usersSchema = z.object({ data: z.array(z.object({ id: z.string() })) })
const sessionsSchema = z.object({ data: z.array(z.object({ id: z.string(), status: z.string() })) })
const invitationSchema = z.object({ id: z.string(), token: z.string(), email: z.string() })

/** What a browser does at the page of a provider or identity provider. @returns the path and query of the callback. */
export async function passProvider(authorizationUrl: string, fields: { email: string, unverified?: boolean } | { outcome: 'deny' | 'fail' }): Promise<string> {
  const page = (await fetch(authorizationUrl, { redirect: 'manual' })).headers.get('location')
  if (!page) throw new Error(`${authorizationUrl} led nowhere.`)
  const answered = await fetch(new URL(page, authorizationUrl), {
    method: 'POST', redirect: 'manual', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields),
  })
  const callback = answered.headers.get('location')
  if (!callback) throw new Error(`The provider answered ${answered.status}: ${await answered.text()}`)
  const { pathname, search } = new URL(callback)
  return pathname + search
}
