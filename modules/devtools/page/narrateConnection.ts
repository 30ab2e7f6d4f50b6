import type { FetchError } from 'ofetch'
import type { ConnectionEvent } from '../../../utils/convex/report'
import { formatDuration } from '../formatDuration'
import type { AuthEvent, TokenView } from '../report'
import { readClientLog } from './clientLog'

type Change = Omit<AuthEvent, 'at'>

export interface Narrator {
  /** What happened, in words; null for what a timeline need not show. */
  tell: (event: ConnectionEvent, token: TokenView | null) => Change | null
  /** Gives the reason of the request for a token that comes next. */
  because: (reason: string) => void
}

/** Puts what happens to the connection into words. Remembers why a token is asked for, which is known before it is. */
export function narrateConnection(now: () => number = Date.now): Narrator {
  let reason: string | undefined
  let requestedAt = 0

  function tell(event: ConnectionEvent, token: TokenView | null): Change | null {
    switch (event.kind) {
      case 'opened': return { subject: 'convex', title: 'Connection to Convex opened' }
      case 'requested':
        requestedAt = now()
        return { subject: 'token', title: 'Refresh requested', detail: reason ?? guess(token) }
      case 'answered': {
        reason = undefined
        const took = `after ${now() - requestedAt} ms`
        return event.answer
          ? { subject: 'token', title: 'Access token received', detail: `good for ${formatDuration(event.answer.expiresIn)}, ${took}`, tone: 'good' }
          : { subject: 'token', title: 'The session is over', detail: `The server said so ${took}.` }
      }
      case 'failed': return { subject: 'token', title: 'No token for now', detail: `${describeFailure(event.error)} The page keeps its state and asks again.`, tone: 'bad' }
      case 'log': return tellLog(event.line, token)
    }
  }

  function tellLog(line: string, token: TokenView | null): Change | null {
    const said = readClientLog(line)
    if (said?.kind === 'handed') return { subject: 'token', title: 'Token handed to Convex', detail: token ? nameToken(token) : undefined }
    if (said?.kind === 'due') reason = 'The token is about to expire.'
    if (said?.kind === 'confirmed') return { subject: 'convex', title: 'Authenticate confirmed', detail: 'Convex accepts the token.', tone: 'good' }
    if (said?.kind !== 'refused') return null
    reason = 'Convex refused the last one.'
    return { subject: 'convex', title: 'Convex refused the token', detail: said.reason, tone: /expired/.test(said.reason) ? undefined : 'bad' }
  }

  function nameToken({ claims: { jti }, diesAt }: TokenView): string {
    return `${typeof jti === 'string' ? `${jti}, ` : ''}${formatDuration(diesAt - now())} left`
  }

  function guess(token: TokenView | null): string {
    if (!token) return 'There is no token yet.'
    if (token.diesAt <= now()) return 'The token has expired.'
    return 'The page asked, as it does when a function says that a role or an access has changed.'
  }

  return { tell, because: given => reason = given }
}

function describeFailure(error: unknown): string {
  const { statusCode, data, message } = (error ?? {}) as Partial<FetchError<{ message?: string }>>
  if (!statusCode) return 'No answer: the server is out of reach, or the page on its way out.'
  return `${statusCode}: ${data?.message ?? message}`
}
