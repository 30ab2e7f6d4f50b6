/** In bytes: what is smaller goes into a chunk that is loaded with it. */
const SMALLEST_CHUNK = 1_500

/**
 * A plugin for Rollup, which Nuxt 3 builds with, and Rolldown, Nuxt 4's: a page of many small
 * components is a few requests, not a dozen, and what every page needs is compressed as one.
 */
export function fewerChunks() {
  return {
    name: 'fewer-chunks',
    outputOptions<Options extends object>(this: { meta: object }, options: Options): Options {
      return 'rolldownVersion' in this.meta
        ? { ...options, codeSplitting: { groups: [{ name: 'initial', tags: ['$initial'] }] } }
        : { ...options, experimentalMinChunkSize: SMALLEST_CHUNK }
    },
  }
}
