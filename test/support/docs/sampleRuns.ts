/** Samples that test/integration/docs/readme.test.ts puts where they say, in a clone that runs. */
export const LAID_SAMPLES = [
  'convex/open.ts', 'pages/open.vue',
  'convex/notes.ts', 'convex/announcements.ts', 'server/api/summary.get.ts', 'server/api/billing.get.ts', 'pages/team.vue',
  'pages/summary.vue', 'pages/pager.vue',
  'convex/hooks.ts',
  'server/api/invite-me.post.ts',
  'tasks.ts',
  'scripts/importUsers.ts',
]

/** The same, in an application that extends it, as docs/layer.md tells. */
export const LAID_IN_LAYER = ['nuxt.config.ts', 'pages/overview.vue', 'server/api/whoami.get.ts', 'server/plugins/policy.ts']

/** By the file that a sample names: the test that runs it, or that compares it with a file which runs. */
export const SAMPLE_RUNS: Record<string, string> = {
  ...Object.fromEntries([...LAID_SAMPLES, ...LAID_IN_LAYER].map(file => [file, 'test/integration/docs/readme.test.ts'])),
  'app.config.ts': 'test/unit/app/brandingDocs.test.ts',
  'components/PageFooter.vue': 'test/unit/app/brandingDocs.test.ts',
  'messages/ar.ts': 'test/unit/app/brandingDocs.test.ts',
  'server/plugins/mailer.ts': 'test/integration/mail/sendMail.test.ts',
  'server/plugins/mails.ts': 'test/integration/mail/sendMail.test.ts',
  // Type-checked against declarations of Expo's: there is no device here.
  'auth.ts': 'test/unit/native/types.test.ts',
  'SignIn.tsx': 'test/unit/native/types.test.ts',
  'App.tsx': 'test/unit/native/types.test.ts',
}
