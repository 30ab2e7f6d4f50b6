import { runCommand } from './lib/runCommand'
import { setup } from './setup/main'

/** `npm run setup`: configures WorkOS, Convex and .env.local for the real services. */
await runCommand(async children => await setup(children, process.argv.slice(2)))
