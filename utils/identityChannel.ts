const NAME = 'nuxt-workos-convex:identity'

export interface IdentityChannel {
  /** Tells the other tabs who this one believes is signed in. */
  announce: (identity: string) => void
}

/**
 * Connects the tabs of this browser (HTML, BroadcastChannel). Browsers without it do without:
 * a tab then learns of a change when its token has to be renewed.
 *
 * @param onIdentity called with what another tab believes.
 */
export function openIdentityChannel(onIdentity: (identity: string) => void, Channel: typeof BroadcastChannel | undefined = globalThis.BroadcastChannel): IdentityChannel {
  if (!Channel) return { announce: () => {} }
  const channel = new Channel(NAME)
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') onIdentity(data)
  }
  return { announce: identity => channel.postMessage(identity) }
}
