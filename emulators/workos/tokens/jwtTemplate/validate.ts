import { type Part, TemplateProblem, parseTemplate } from './parse'
import { TEMPLATE_ROOTS } from './variables'

/** The token's own identity. Everything else, even `aud` and `sid`, may be overridden (WorkOS docs: JWT templates). */
const RESERVED_CLAIMS = ['iss', 'sub', 'exp', 'iat', 'nbf', 'jti']

/** Paths that are always objects or lists, which have no place inside a string. */
const OBJECT_PATHS = [
  /^(user|organization|organization_membership)$/,
  /^user\.(metadata|identities)$/,
  /^organization\.(metadata|domains|domains\.\d+)$/,
  /^organization_membership\.(roles|custom_attributes)$/,
]

/** @throws TemplateProblem naming the first thing that is wrong. */
export function validateTemplate(content: string): void {
  const parts = parseTemplate(content)
  parts.forEach(checkExpression)
  checkClaims(parsedShape(parts))
}

function checkExpression(part: Part): void {
  if (part.kind === 'text') return
  for (const alternative of part.alternatives) {
    if (alternative.kind === 'literal') continue
    const [root = ''] = alternative.path
    const path = alternative.path.join('.')
    if (!TEMPLATE_ROOTS.some(known => known === root)) {
      throw new TemplateProblem('unknown_variable', `'${root}' is not one of ${TEMPLATE_ROOTS.join(', ')}.`)
    }
    if (part.insideString && OBJECT_PATHS.some(pattern => pattern.test(path))) {
      throw new TemplateProblem('object_inside_string', `'${path}' is an object or a list and cannot be part of a string.`)
    }
  }
}

/** Stands a neutral value in for each expression, which shows the shape that every rendering has. */
function parsedShape(parts: readonly Part[]): unknown {
  const json = parts.map(part => part.kind === 'text' ? part.text : part.insideString ? '' : 'null').join('')
  try {
    return JSON.parse(json)
  }
  catch {
    throw new TemplateProblem('invalid_json', 'The template does not render to JSON.')
  }
}

function checkClaims(claims: unknown): void {
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims) || Object.keys(claims).length === 0) {
    throw new TemplateProblem('not_an_object', 'The template must render to an object with at least one key.')
  }
  const reserved = Object.keys(claims).find(key => RESERVED_CLAIMS.includes(key))
  if (reserved) throw new TemplateProblem('reserved_claim', `The claim '${reserved}' is reserved.`)
}
