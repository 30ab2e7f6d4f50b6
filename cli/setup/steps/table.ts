import type { Step } from '../context'
import { deployment } from './deployment'
import { deploymentEnvironment } from './deploymentEnvironment'
import { functions } from './functions'
import { homepage } from './homepage'
import { jwtTemplate } from './jwtTemplate'
import { localEnvironment } from './localEnvironment'
import { redirectUri } from './redirectUri'
import { webhook } from './webhook'

/** In the only order that works: auth.config.ts reads the deployment's variables, so they come before the push. */
export const steps: readonly Step[] = [
  localEnvironment,
  deployment,
  deploymentEnvironment,
  functions,
  redirectUri,
  homepage,
  webhook,
  jwtTemplate,
]
