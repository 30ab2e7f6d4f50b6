/** A fault told so that its reader can mend it. The words are the same at the terminal and on a page. */
export interface Finding {
  /** What is wrong, in one sentence. */
  what: string
  /** How that was seen: the values that show it. */
  seen: string
  /** What to do about it. */
  fix: string
  /** The commands that do it, where there are some. */
  commands?: readonly string[]
  /** Where to read more. */
  link: string
}

export function formatFinding({ what, seen, fix, commands = [], link }: Finding): string {
  return [what, seen, fix, ...commands.map(command => `  ${command}`), link].join('\n')
}
