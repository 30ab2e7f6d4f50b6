import { paint } from '../lib/paint'

/** Tells what happens, line by line, and remembers what to say at the end. */
export interface Progress {
  step: (title: string) => void
  /** It was so already. */
  right: (what: string) => void
  /** It is so now. */
  done: (what: string) => void
  /** It would be so without --dry-run. */
  would: (what: string) => void
  /** It is left as it is, and that is fine. */
  skipped: (what: string) => void
  /** It is not right, and setup cannot or may not make it so. */
  left: (what: string) => void
  print: (text: string) => void
  counts: () => Readonly<Record<'done' | 'would' | 'left', number>>
}

export function createProgress(print: (line: string) => void = console.log): Progress {
  const counts = { done: 0, would: 0, left: 0 }
  const line = (sign: string, colour: Parameters<typeof paint>[0], what: string) =>
    print(`  ${paint(colour, sign)} ${what.split('\n').join('\n    ')}`)
  return {
    step: title => print(`\n${paint('bold', title)}`),
    right: what => line('=', 'gray', what),
    done: (what) => {
      counts.done++
      line('✔', 'green', what)
    },
    would: (what) => {
      counts.would++
      line('+', 'cyan', `would ${what}`)
    },
    skipped: what => line('-', 'gray', what),
    left: (what) => {
      counts.left++
      line('!', 'yellow', what)
    },
    print,
    counts: () => counts,
  }
}
