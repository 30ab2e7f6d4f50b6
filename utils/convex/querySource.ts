import type { ConvexClient, ConvexHttpClient } from 'convex/browser'
import type { Value } from 'convex/values'

/** Where a query's results come from: once over HTTP for the server's render, and live over the socket. */
export interface QuerySource {
  /** Names the function and its arguments. */
  key: string
  fetch: (convex: ConvexHttpClient) => Promise<Value>
  /** @returns a function that ends the subscription. */
  subscribe: (convex: ConvexClient, onValue: (value: Value) => void, onError: (error: Error) => void) => () => void
}
