import withNuxt from './.nuxt/eslint.config.mjs'

export default withNuxt(
  { ignores: ['convex/_generated/**'] },
  // An optional prop's default is undefined, and its type says so.
  { files: ['**/*.vue'], rules: { 'vue/require-default-prop': 'off' } },
)
