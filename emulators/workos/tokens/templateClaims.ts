import { oauthError } from '../http/apiError'
import type { Session } from '../objects/session'
import type { Store } from '../state/store'
import { renderTemplate } from './jwtTemplate/render'
import { templateVariables } from './jwtTemplate/variables'

const MAX_BYTES = 3072

/** What the environment's JWT template adds for this session. One person's data can make it too big: their sign-in fails. */
export function templateClaims(session: Session, store: Store): Record<string, unknown> {
  const template = store.jwtTemplates.get('jwt_template')
  if (!template) return {}
  const claims = renderTemplate(template.content, templateVariables(session, store))
  const size = Buffer.byteLength(JSON.stringify(claims))
  if (size <= MAX_BYTES) return claims
  throw oauthError('token_too_big', `The rendered JWT template has ${size} bytes; the limit is ${MAX_BYTES}.`)
}
