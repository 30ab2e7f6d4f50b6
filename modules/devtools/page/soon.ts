/** Calls back once for all the calls of one moment. */
export function soon(callback: () => void): () => void {
  let planned: ReturnType<typeof setTimeout> | undefined
  return () => {
    planned ??= setTimeout(() => {
      planned = undefined
      callback()
    })
  }
}
