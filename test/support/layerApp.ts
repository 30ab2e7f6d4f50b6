import { emulatorAppEnv, withoutTestMarks } from '../../cli/lib/appEnv'
import { createCookiePassword } from '../../cli/lib/cookiePassword'
import { findRandomPorts } from '../../cli/lib/portProbe'
import { startFixtureApp, type FixtureApp } from './fixtureApp'
import type { StackUrls } from './stack'

/** Its build is made with all secrets in its environment, as on many build servers. */
export interface LayerApp extends StackUrls, FixtureApp {
  secrets: string[]
}

/** Builds and starts the application that extends this one, on the emulators of a running stack. */
export async function startLayerApp(stack: StackUrls): Promise<LayerApp> {
  const app = await findRandomPorts(1)
  const env = {
    ...withoutTestMarks(process.env),
    ...emulatorAppEnv({ app, workos: portOf(stack.workosUrl), convex: portOf(stack.convexUrl) }),
    WORKOS_COOKIE_PASSWORD: createCookiePassword(),
    PORT: String(app),
    HOST: '127.0.0.1',
  }
  return {
    ...stack,
    ...await startFixtureApp('test/fixtures/layer', env),
    url: `http://localhost:${app}`,
    secrets: [env.WORKOS_API_KEY, env.WORKOS_COOKIE_PASSWORD],
  }
}

function portOf(url: string): number {
  return Number(new URL(url).port)
}
