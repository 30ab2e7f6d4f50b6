const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' }

/** Markup that is safe as it is. Made by `html` only. */
export class Html {
  constructor(readonly source: string) {}
}

type Part = string | Html | readonly Part[] | false | undefined

/** A template whose every value is escaped, unless it is `Html` itself. Values that are absent leave nothing behind. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.map((string, index) => string + render(parts[index])).join(''))
}

function render(part: Part): string {
  if (part instanceof Html) return part.source
  if (typeof part === 'string') return part.replace(/[&<>"']/g, character => ENTITIES[character] ?? '')
  return part ? part.map(render).join('') : ''
}
