import type { en, MessageKey, Messages } from './messages/en'

export type MessageParams = Readonly<Record<string, string | number>>

/** The `{names}` in a message. */
type ParamNames<Message> = Message extends `${string}{${infer Name}}${infer Rest}` ? Name | ParamNames<Rest> : never

/** What a message needs besides its key: nothing, or a value for each of its names. */
export type ParamsOf<Key extends MessageKey> = ParamNames<typeof en[Key]> extends never
  ? []
  : [params: Readonly<Record<ParamNames<typeof en[Key]>, string | number>>]

export type Translate = <Key extends MessageKey>(key: Key, ...params: ParamsOf<Key>) => string

/** Fills the `{names}` of a message. An unknown name stays as it is, where somebody will see it. */
export function fillMessage(message: string, params: MessageParams = {}): string {
  return message.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(params[name] ?? placeholder))
}

/** Speaks the language of a catalogue. */
export function createTranslate(messages: Messages): Translate {
  return (key, ...[params]) => fillMessage(messages[key], params)
}
