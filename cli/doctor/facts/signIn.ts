import { WorkOS, type AuthenticationResponse } from '@workos-inc/node'
import { z } from 'zod'
import { classifyWorkosFailure } from '../../../server/utils/workosFailure'
import { Problem } from '../../lib/problem'
import type { AppFacts } from './facts'

export interface SignInRequest {
  email: string
  /** Gets the mailed code; null when nobody is there to type it, so that it has to come in a second run. */
  readCode: () => Promise<string | null>
  /** The code was mailed by an earlier run. */
  isCodeSent: boolean
  /** Whom to act for, for somebody who has a choice; otherwise the first. */
  organizationId?: string | undefined
}

export type SignInOutcome =
  | { answer: AuthenticationResponse }
  /** WorkOS's code for what is in the way. */
  | { failure: string }
  | { waitsForCode: true }

const TIMEOUT_MS = 10_000
const organizations = z.object({
  pending_authentication_token: z.string(),
  organizations: z.array(z.object({ id: z.string() })).min(1),
})

/**
 * Signs somebody in with a mailed code, as the application does. Only somebody who is there already:
 * asking for a code signs an unknown address up.
 *
 * @throws Problem for an unknown address.
 */
export async function signInWithCode({ env }: AppFacts, request: SignInRequest): Promise<SignInOutcome> {
  const clientId = env.WORKOS_CLIENT_ID ?? ''
  const { userManagement } = createSdk(env)
  const { email, readCode, isCodeSent } = request
  try {
    if (!isCodeSent) {
      const known = await userManagement.listUsers({ email, limit: 1 })
      if (known.data.length === 0) throw new Problem(`WorkOS has no user ${email}. Name somebody who has signed in before.`)
      await userManagement.createMagicAuth({ email })
    }
    const code = await readCode()
    if (code === null) return { waitsForCode: true }
    return { answer: await userManagement.authenticateWithMagicAuth({ clientId, email, code }) }
  }
  catch (error) {
    if (error instanceof Problem) throw error
    return await chooseOrganization(error, request) ?? explainFailure(error)
  }

  async function chooseOrganization(error: unknown, { organizationId }: SignInRequest): Promise<SignInOutcome | null> {
    const failure = classifyWorkosFailure(error)
    if (failure.kind !== 'refused' || failure.code !== 'organization_selection_required') return null
    const { pending_authentication_token, organizations: [first] } = organizations.parse((error as { rawData: unknown }).rawData)
    try {
      return {
        answer: await userManagement.authenticateWithOrganizationSelection({
          clientId,
          pendingAuthenticationToken: pending_authentication_token,
          organizationId: organizationId ?? first?.id ?? '',
        }),
      }
    }
    catch (second) {
      return explainFailure(second)
    }
  }
}

/** @returns the address that WorkOS sends the browser to, or null when it sends it nowhere. */
export async function signOut({ env, workosOrigin, origin }: AppFacts, sessionId: string): Promise<{ wanted: string, got: string | null }> {
  const wanted = `${origin}/`
  const query = new URLSearchParams({ session_id: sessionId, return_to: wanted })
  const response = await fetch(`${workosOrigin}/user_management/sessions/logout?${query}`, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) })
  const got = response.headers.get('location')
  // Should that way not have ended it, this one does; should it have, this one has nothing to do.
  await createSdk(env).userManagement.revokeSession({ sessionId }).catch(() => {})
  return { wanted, got }
}

function createSdk(env: AppFacts['env']): WorkOS {
  return new WorkOS(env.WORKOS_API_KEY ?? '', {
    clientId: env.WORKOS_CLIENT_ID ?? '',
    ...env.WORKOS_API_HOSTNAME && { apiHostname: env.WORKOS_API_HOSTNAME },
    ...env.WORKOS_API_PORT && { port: Number(env.WORKOS_API_PORT) },
    https: env.WORKOS_API_HTTPS !== 'false',
    timeout: TIMEOUT_MS,
    // A code can be spent once: a second try would be told "already used".
    maxRetries: 0,
  })
}

function explainFailure(error: unknown): SignInOutcome {
  const failure = classifyWorkosFailure(error)
  return { failure: failure.kind === 'refused' ? failure.code : failure.kind }
}
