/** A template is JSON text with expressions in double braces: `{"email": "{{ user.email || 'nobody' }}"}`. */
export type Part =
  | { readonly kind: 'text', readonly text: string }
  | { readonly kind: 'expression', readonly alternatives: readonly Alternative[], readonly insideString: boolean }

export type Alternative =
  | { readonly kind: 'path', readonly path: readonly string[] }
  | { readonly kind: 'literal', readonly value: string }

/** The code ends up in the list of problems that the API answers. */
export class TemplateProblem extends Error {
  constructor(readonly code: string, message: string) {
    super(message)
  }
}

export function parseTemplate(content: string): Part[] {
  const parts: Part[] = []
  let text = ''
  let insideString = false
  for (let at = 0; at < content.length; at++) {
    if (content.startsWith('{{', at)) {
      const end = endOfExpression(content, at + 2)
      if (text) parts.push({ kind: 'text', text })
      parts.push({ kind: 'expression', alternatives: parseExpression(content.slice(at + 2, end)), insideString })
      text = ''
      at = end + 1
      continue
    }
    const escaped = insideString && content[at] === '\\'
    if (content[at] === '"') insideString = !insideString
    text += escaped ? content.slice(at, at + 2) : content[at]
    if (escaped) at++
  }
  if (text) parts.push({ kind: 'text', text })
  return parts
}

/** Braces inside a quoted literal do not end the expression. */
function endOfExpression(content: string, start: number): number {
  let quoted = false
  for (let at = start; at < content.length; at++) {
    if (content[at] === '\'') quoted = !quoted
    else if (!quoted && content.startsWith('}}', at)) return at
  }
  throw new TemplateProblem('missing_closing_braces', 'An expression has no closing braces.')
}

function parseExpression(source: string): Alternative[] {
  if (!source.trim()) throw new TemplateProblem('empty_expression', 'An expression is empty.')
  const operands = source.match(/'[^']*'|\|\||[^'|\s]+/g) ?? []
  const alternatives = operands.filter((_, index) => index % 2 === 0)
  const separators = operands.filter((_, index) => index % 2 === 1)
  const understood = operands.join('') === source.replace(/'[^']*'|\s+/g, token => token.startsWith('\'') ? token : '')
  if (!understood || operands.length % 2 === 0 || separators.some(separator => separator !== '||')) {
    throw new TemplateProblem('invalid_expression', `The expression '${source.trim()}' is not a chain of paths joined by ||.`)
  }
  return alternatives.map(parseAlternative)
}

function parseAlternative(source: string, index: number, all: readonly string[]): Alternative {
  if (source.startsWith('\'')) {
    if (index === all.length - 1) return { kind: 'literal', value: source.slice(1, -1) }
    throw new TemplateProblem('invalid_expression', 'A literal can only be the last alternative.')
  }
  if (/^[\w-]+(\.[\w-]+)*$/.test(source)) return { kind: 'path', path: source.split('.') }
  throw new TemplateProblem('invalid_expression', `'${source}' is not a dotted path.`)
}
