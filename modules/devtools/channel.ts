import { CHANNEL } from './names'
import type { Message } from './report'

export interface Channel {
  send: (message: Message) => void
}

/** Connects pages with the tab that watches them. Both are of this application, of one origin and one version. */
export function openChannel(onMessage: (message: Message) => void): Channel {
  const channel = new BroadcastChannel(CHANNEL)
  channel.onmessage = ({ data }: MessageEvent<Message>) => onMessage(data)
  // Through JSON, because reactive objects cannot be cloned.
  return { send: message => channel.postMessage(JSON.parse(JSON.stringify(message))) }
}
