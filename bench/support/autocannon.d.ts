/** The part of autocannon that is used here; the package brings no types. */
declare module 'autocannon' {
  interface Options {
    url: string
    connections: number
    /** Seconds. */
    duration?: number
    /** How many requests; takes the place of the duration. */
    amount?: number
    headers?: Record<string, string>
    verifyBody: (body: string) => boolean
  }

  interface Instance extends PromiseLike<unknown> {
    on(event: 'response', listener: (client: unknown, status: number, bytes: number, milliseconds: number) => void): this
  }

  export default function autocannon(options: Options): Instance
}
