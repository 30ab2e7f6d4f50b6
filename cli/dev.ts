import { devOnEmulators } from './lib/devOnEmulators'
import { devOnRealServices } from './lib/devOnRealServices'
import { readEnvironment } from './lib/envFiles'
import { ROOT } from './lib/root'
import { runCommand } from './lib/runCommand'

/** `npm run dev`: the app on the emulators, or on the real services once there is an API key for them. */
await runCommand(async (children) => {
  const env = readEnvironment(ROOT)
  await (env.WORKOS_API_KEY ? devOnRealServices(children, env) : devOnEmulators(children, env))
})
