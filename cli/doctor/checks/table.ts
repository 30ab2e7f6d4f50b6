import type { Check } from '../check'
import { apiKey } from './apiKey'
import { appIssuer } from './appIssuer'
import { appVariables } from './appVariables'
import { clientId } from './clientId'
import { clockWrong } from './clockWrong'
import { convexApiKey } from './convexApiKey'
import { convexClientId } from './convexClientId'
import { convexDeployment } from './convexDeployment'
import { convexUnreachable } from './convexUnreachable'
import { convexVariables } from './convexVariables'
import { convexWorkosAddress } from './convexWorkosAddress'
import { cookiePassword } from './cookiePassword'
import { cookiePasswordShared } from './cookiePasswordShared'
import { cookieSize } from './cookieSize'
import { insecureOrigin } from './insecureOrigin'
import { nodeVersion } from './nodeVersion'
import { redirectUri } from './redirectUri'
import { refusalChecks } from './refusal'
import { signOutRedirect } from './signOutRedirect'
import { templateTooLarge } from './templateTooLarge'
import { webhookEndpoint } from './webhookEndpoint'
import { webhookSecret } from './webhookSecret'
import { workosUnreachable } from './workosUnreachable'

export interface Section {
  title: string
  checks: readonly Check[]
}

/** Every check, in the order in which they are reported and documented. */
export const sections: readonly Section[] = [
  { title: 'This machine and .env.local', checks: [nodeVersion, appVariables, cookiePassword, cookiePasswordShared, insecureOrigin, clockWrong] },
  { title: 'WorkOS', checks: [workosUnreachable, apiKey, clientId, redirectUri, signOutRedirect, webhookEndpoint, webhookSecret, templateTooLarge] },
  { title: 'Convex', checks: [convexDeployment, convexUnreachable, convexVariables, convexApiKey, convexWorkosAddress, convexClientId] },
  { title: 'The token', checks: [...refusalChecks, appIssuer, cookieSize] },
]

export const checks: readonly Check[] = sections.flatMap(section => section.checks)
