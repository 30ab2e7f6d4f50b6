import { emulatorAppEnv, withoutTestMarks } from '../../cli/lib/appEnv'
import { createCookiePassword } from '../../cli/lib/cookiePassword'
import { findRandomPorts } from '../../cli/lib/portProbe'
import { startFixtureApp, type FixtureApp } from './fixtureApp'
import type { StackUrls } from './stack'

/** Its build is made with all secrets in its environment, as on many build servers. */
export interface LayerApp extends StackUrls, FixtureApp {
  secrets: string[]
}

export interface LayerAppOptions {
  /** Relative to the root of the repository. */
  folder?: string
  /** Applications that share a session share it. */
  cookiePassword?: string
  /** Reaches the build and the server as it is. */
  env?: Record<string, string>
}

/** Builds and starts an application that extends this one, on the emulators of a running stack. */
export async function startLayerApp(stack: StackUrls, options: LayerAppOptions = {}): Promise<LayerApp> {
  const { folder = 'test/fixtures/layer', cookiePassword = createCookiePassword() } = options
  const app = await findRandomPorts(1)
  const env = {
    ...withoutTestMarks(process.env),
    ...emulatorAppEnv({ app, workos: portOf(stack.workosUrl), convex: portOf(stack.convexUrl) }),
    WORKOS_COOKIE_PASSWORD: cookiePassword,
    PORT: String(app),
    HOST: '127.0.0.1',
    ...options.env,
  }
  return {
    ...stack,
    ...await startFixtureApp(folder, env),
    url: `http://localhost:${app}`,
    secrets: [env.WORKOS_API_KEY, env.WORKOS_COOKIE_PASSWORD],
  }
}

function portOf(url: string): number {
  return Number(new URL(url).port)
}
