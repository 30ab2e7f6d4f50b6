import { findEnvProblems } from '../../../server/utils/env'
import { appOriginOf, redirectUriOf, workosOriginOf } from '../../lib/workosAddress'
import type { AppFacts, Env } from './facts'

export function gatherApp(env: Env): AppFacts {
  return {
    env,
    problems: findEnvProblems(env),
    origin: appOriginOf(env),
    redirectUri: redirectUriOf(env),
    workosOrigin: workosOriginOf(env),
  }
}
