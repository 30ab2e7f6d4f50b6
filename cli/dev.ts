import { readDevOptions } from './lib/devOptions'
import { devOnEmulators } from './lib/devOnEmulators'
import { devOnRealServices } from './lib/devOnRealServices'
import { readEnvironment } from './lib/envFiles'
import { ROOT } from './lib/root'
import { runCommand } from './lib/runCommand'

/**
 * `npm run dev`: the app on the emulators, or on the real services once there is an API key for them.
 * `--with FOLDER` runs another application beside it.
 */
await runCommand(async (children) => {
  const options = readDevOptions(process.argv.slice(2))
  const env = readEnvironment(ROOT)
  await (env.WORKOS_API_KEY ? devOnRealServices(children, env, options) : devOnEmulators(children, env, options))
})
