/**
 * The text of an .env file with one variable set. Everything else stays as it is: comments, order, other quotes.
 * A variable that is there is changed in its place; one that is only mentioned in a comment follows that comment.
 */
export function setEnvValue(text: string, name: string, value: string): string {
  const assignment = `${name}=${quoteEnvValue(value)}`
  // The last assignment of a name is the one that counts.
  const present = [...text.matchAll(assignmentOf(name))].at(-1)
  if (present) {
    const start = present.index + (present[1] ?? '').length
    return text.slice(0, start) + assignment + text.slice(present.index + present[0].length)
  }
  const mention = new RegExp(`^#[ \\t]*${name}=.*$`, 'm').exec(text)
  if (mention) {
    const end = mention.index + mention[0].length
    return `${text.slice(0, end)}\n${assignment}${text.slice(end)}`
  }
  const separator = text === '' || text.endsWith('\n') ? '' : '\n'
  return `${text}${separator}${assignment}\n`
}

/** With the quotes that every reader of .env files, and a shell, understands alike. */
export function quoteEnvValue(value: string): string {
  if (/^[\w.:/@%+=,~-]*$/.test(value)) return value
  const quote = ['\'', '"', '`'].find(candidate => !value.includes(candidate)) ?? '\''
  return quote + value + quote
}

/** A value may be quoted, and then go over several lines. */
function assignmentOf(name: string): RegExp {
  return new RegExp(`^([ \\t]*(?:export[ \\t]+)?)${name}[ \\t]*=[ \\t]*(?:"[^"]*"|'[^']*'|\`[^\`]*\`|[^\\n#]*[^\\s#]|)`, 'gm')
}
