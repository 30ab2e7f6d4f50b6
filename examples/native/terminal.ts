import { createInterface } from 'node:readline'

export interface Terminal {
  say: (line: string) => void
  /** @throws Error when the input ends. */
  ask: (question: string) => Promise<string>
  /** What is typed from now on, line by line, until the input ends. */
  lines: () => AsyncIterable<string>
  close: () => void
}

/** Lines in and out. Lines that come before they are asked for wait, so that input can be piped. */
export function openTerminal(): Terminal {
  const reader = createInterface({ input: process.stdin })
  const lines = reader[Symbol.asyncIterator]()
  return {
    say: line => void process.stdout.write(`${line}\n`),
    ask: async (question) => {
      process.stdout.write(`${question} `)
      const { value, done } = await lines.next()
      if (done) throw new Error('Nobody answered.')
      return value
    },
    lines: () => ({ [Symbol.asyncIterator]: () => lines }),
    close: () => reader.close(),
  }
}
