import { z } from 'zod'
import { emailAddress, readInput } from '../http/input'
import type { Route } from '../http/route'
import { DEMANDABLE_STEPS, type DemandedSteps } from '../objects/demandedSteps'

const demandInput = z.strictObject({ email: emailAddress, steps: z.array(z.enum(DEMANDABLE_STEPS)) })

export const demandedStepRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/_emulate/steps',
    summary: 'The addresses that are asked for more steps than the settings say',
    access: 'open',
    handle: (_, { store }) => store.demandedSteps.all().map(showDemand),
  },
  {
    method: 'POST',
    path: '/_emulate/steps',
    summary: `Sets the steps that one address is asked for, known or not: \`{email, steps}\` with ${DEMANDABLE_STEPS.map(step => `\`${step}\``).join(', ')}`,
    access: 'open',
    handle: async (event, { store }) => {
      const { email, steps } = await readInput(event, demandInput)
      return showDemand(store.demandedSteps.insert({ id: email.toLowerCase(), steps }))
    },
  },
]

const showDemand = ({ id, steps }: DemandedSteps) => ({ email: id, steps })
