/** WorkOS refuses to sign somebody in whose rendered template has more bytes than this. */
export const MAX_TEMPLATE_BYTES = 3072

/** How many bytes a template has without what it fills in: the least that every rendering has. */
export function fixedBytes(content: string): number {
  return Buffer.byteLength(content.replace(/\{\{.*?\}\}/gs, '').replace(/\s*\n\s*/g, ''))
}

/** What is of use to Convex and small: an audience, which is the client id, and the address. */
export function minimalTemplate(clientId: string): string {
  return [
    '{',
    `  "aud": ${JSON.stringify(clientId)},`,
    '  "email": {{ user.email }},',
    '  "email_verified": {{ user.email_verified }}',
    '}',
  ].join('\n')
}

const AUDIENCE = /("aud"\s*:\s*)("(?:[^"\\]|\\.)*"|\[[^\]]*\]|\{\{.*?\}\})/s

/** The audience of a template as it is written, in JSON or as an expression; null when it sets none. */
export function audienceOf(template: string): string | null {
  return AUDIENCE.exec(template)?.[2] ?? null
}

/** The template with this audience. Everything else stays as it is, to the letter. */
export function withAudience(template: string | null, clientId: string): string {
  if (template === null) return minimalTemplate(clientId)
  const audience = JSON.stringify(clientId)
  if (audienceOf(template) !== null) return template.replace(AUDIENCE, (_, key: string) => key + audience)
  const isEmpty = /^\s*\{\s*\}\s*$/.test(template)
  const indent = /^\s*\{\s*\n([ \t]*)/.exec(template)?.[1]
  const first = indent === undefined ? ` "aud": ${audience}` : `\n${indent}"aud": ${audience}`
  return template.replace(/\{/, brace => `${brace}${first}${isEmpty ? '' : ','}`)
}
