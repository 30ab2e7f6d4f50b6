import { confirm, isCancel, password, select, text } from '@clack/prompts'
import { Problem } from '../lib/problem'

export interface Question {
  message: string
  /** The option that answers it without asking. */
  flag: string
  hint?: string
  /** Says what is wrong with an answer. */
  validate?: (answer: string) => string | undefined
}

/** Whoever answers: a person, or nobody. */
export interface Ask {
  isInteractive: boolean
  text: (question: Question) => Promise<string>
  /** Like `text`, and not shown. */
  secret: (question: Question) => Promise<string>
  choose: <T extends string>(question: Question, choices: Array<{ value: T, label: string, hint?: string }>) => Promise<T>
  /** @returns false when nobody is there. */
  confirm: (message: string) => Promise<boolean>
}

export const askPerson: Ask = {
  isInteractive: true,
  text: async ({ message, hint, validate }) =>
    required(await text({ message, ...hint && { placeholder: hint }, validate: answer => check(answer, validate) })).trim(),
  secret: async ({ message, validate }) => required(await password({ message, validate: answer => check(answer, validate) })).trim(),
  choose: async ({ message, flag }, choices) => {
    const labels = choices.map(({ value, label, hint }) => ({ value: value as string, label, ...hint && { hint } }))
    const chosen = required(await select<string>({ message, options: labels }))
    return choices.find(({ value }) => value === chosen)?.value ?? unanswered({ message, flag })
  },
  confirm: async message => required(await confirm({ message, initialValue: false })),
}

export const askNobody: Ask = {
  isInteractive: false,
  text: unanswered,
  secret: unanswered,
  choose: unanswered,
  confirm: async () => false,
}

async function unanswered({ message, flag }: Question): Promise<never> {
  throw new Problem(`${message}: nobody is there to ask. Say it with ${flag}.`)
}

function check(answer: string | undefined, validate: Question['validate']): string | undefined {
  return answer?.trim() ? validate?.(answer.trim()) : 'Please answer, or press Ctrl-C to stop.'
}

function required<T>(answer: T): Exclude<T, symbol> {
  if (isCancel(answer)) throw new Problem('Stopped. What was done so far stays; run it again at any time.')
  return answer as Exclude<T, symbol>
}
