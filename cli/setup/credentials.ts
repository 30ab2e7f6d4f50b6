import { formatFinding } from '../../common/finding'
import { apiKey } from '../doctor/checks/apiKey'
import { clientId } from '../doctor/checks/clientId'
import { workosUnreachable } from '../doctor/checks/workosUnreachable'
import { gatherApp } from '../doctor/facts/app'
import type { WorkosFacts } from '../doctor/facts/facts'
import { knowOnly } from '../doctor/facts/unknown'
import { gatherWorkos } from '../doctor/facts/workos'
import { Problem } from '../lib/problem'
import type { Answers } from './answers'
import { workosAddress } from './steps/localEnvironment'

/**
 * What the WorkOS environment looks like, once the credentials are known to be good.
 *
 * @throws Problem in the doctor's words when they are not.
 */
export async function checkCredentials(answers: Answers): Promise<WorkosFacts> {
  const app = gatherApp({
    WORKOS_API_KEY: answers.apiKey,
    WORKOS_CLIENT_ID: answers.clientId,
    ...Object.fromEntries(workosAddress(answers.workosOrigin)),
  })
  const { facts } = await gatherWorkos(app, { probeClient: true })
  if (!facts) throw new Problem('WorkOS needs an API key and a client id.')
  for (const check of [workosUnreachable, apiKey, clientId]) {
    const finding = check.find({ ...knowOnly(app), workos: facts })
    if (finding) throw new Problem(formatFinding(finding))
  }
  return facts
}
