import { type Alternative, parseTemplate } from './parse'
import type { TemplateVariables } from './variables'

/** Text that passed validation always renders to JSON: each expression becomes a whole value or a piece of a string. */
export function renderTemplate(content: string, variables: TemplateVariables): Record<string, unknown> {
  const json = parseTemplate(content).map((part) => {
    if (part.kind === 'text') return part.text
    const value = firstValue(part.alternatives, variables)
    return part.insideString ? pieceOfString(value) : JSON.stringify(value)
  }).join('')
  const claims: unknown = JSON.parse(json, (_, value: unknown) => typeof value === 'string' ? value.trim() : value)
  return Object.fromEntries(Object.entries(claims ?? {}).filter(([, value]) => value !== null))
}

function firstValue(alternatives: readonly Alternative[], variables: TemplateVariables): unknown {
  for (const alternative of alternatives) {
    const value = alternative.kind === 'literal' ? alternative.value : lookUp(variables, alternative.path)
    if (value !== null && value !== undefined) return value
  }
  return null
}

/** Own properties only, so that a path cannot reach `constructor` and the like. */
function lookUp(variables: TemplateVariables, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, key)
      ? Reflect.get(value, key)
      : null, variables)
}

function pieceOfString(value: unknown): string {
  const text = value === null || typeof value === 'object' ? '' : String(value)
  return JSON.stringify(text).slice(1, -1)
}
