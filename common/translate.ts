export type MessageParams = Readonly<Record<string, string | number>>

/** Fills the `{names}` of a message. An unknown name stays as it is, where somebody will see it. */
export function fillMessage(message: string, params: MessageParams = {}): string {
  return message.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(params[name] ?? placeholder))
}
