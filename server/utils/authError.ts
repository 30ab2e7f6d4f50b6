import { H3Error, type H3Event } from 'h3'
import type { AuthFailure } from '../../common/authFlow'
import { fillMessage, type MessageParams } from '../../common/translate'
import { catalogues } from '../messages/catalogues'
import type { ErrorKey } from '../messages/en'
import { errorMessages } from './languages'
import { createLog } from './log/log'
import { localeOf } from './locale'

const log = createLog('auth')

export interface AuthErrorOptions {
  status: number
  /** What programs see, when it is not the key itself. */
  code?: string
  /** For the placeholders of the message. */
  params?: MessageParams
  /** Words that come with the refusal, instead of ours. */
  text?: string
  /** Seconds. */
  retryAfter?: number
  /** WorkOS's request id, for support. */
  requestId?: string
  /** The page to go on from, when it is not the one that the form is on. */
  page?: string
  cause?: unknown
}

/** A refusal that a visitor is told about, in their language, by the catalogues in `server/messages`. */
export class AuthError extends H3Error {
  override name = 'AuthError'
  readonly code: string
  readonly params?: MessageParams
  readonly text?: string
  readonly retryAfter?: number
  readonly requestId?: string
  readonly page?: string

  constructor(readonly key: ErrorKey, { status, code, params, text, retryAfter, requestId, page, cause }: AuthErrorOptions) {
    super(text ?? fillMessage(catalogues.en[key], params), { cause })
    this.statusCode = status
    this.code = code ?? key
    this.params = params
    this.text = text
    this.retryAfter = retryAfter
    this.requestId = requestId
    this.page = page
  }
}

/** The refusal as its visitor reads it. */
export function describeError(event: H3Event, { code, key, params, text, retryAfter, page }: AuthError): AuthFailure {
  return { code, message: text ?? fillMessage(errorMessages(localeOf(event))[key], params), ...(retryAfter && { retryAfter }), ...(page && { page }) }
}

/** Ids of WorkOS let its support find the request. Why a visitor is refused is their business, unless it is the site's fault. */
export function logRefusal({ code, statusCode: status, requestId: workosRequestId, cause }: AuthError): void {
  if (status >= 500) log.error(`failed: ${code}`, { status, workosRequestId, cause })
  else log.info(`refused: ${code}`, { status, workosRequestId, ...(typeof cause === 'string' && { cause }) })
}

/** Gives whatever was thrown a code and words. Refusals are logged; what is not a known one is told in general terms only. */
export function toAuthError(thrown: unknown): AuthError {
  if (thrown instanceof AuthError) {
    logRefusal(thrown)
    return thrown
  }
  log.error('failed unexpectedly', { error: thrown })
  return new AuthError('unexpected', { status: 500, cause: thrown })
}
