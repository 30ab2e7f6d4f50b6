import withNuxt from './.nuxt/eslint.config.mjs'

export default withNuxt(
  { ignores: ['convex/_generated/**'] },
  // An optional prop's default is undefined, and its type says so.
  { files: ['**/*.vue'], rules: { 'vue/require-default-prop': 'off' } },
  { files: ['examples/**/pages/*.vue', 'test/fixtures/**/pages/*.vue'], rules: { 'vue/multi-word-component-names': 'off' } },
  // The names that Convex's own React components have.
  { files: ['components/*.vue'], rules: { 'vue/multi-word-component-names': ['error', { ignores: ['Authenticated', 'Unauthenticated'] }] } },
)
