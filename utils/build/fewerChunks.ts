/** In bytes: what is smaller goes into a chunk that is loaded with it. */
const SMALLEST_CHUNK = 1_500

/**
 * A plugin for Rollup: a page of many small components is a few requests, not a dozen. Rolldown,
 * which Nuxt 4 builds with, has no such option.
 */
export function fewerChunks() {
  return {
    name: 'fewer-chunks',
    outputOptions<Options extends object>(this: { meta: object }, options: Options): Options {
      return 'rolldownVersion' in this.meta ? options : { ...options, experimentalMinChunkSize: SMALLEST_CHUNK }
    },
  }
}
