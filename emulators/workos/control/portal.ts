import { type H3Event, sendRedirect } from 'h3'
import { z } from 'zod'
import type { Emulator } from '../emulator'
import { ApiError } from '../http/apiError'
import { htmlPage } from '../http/htmlPage'
import { readJson } from '../http/input'
import { pathParam } from '../http/param'
import type { Route } from '../http/route'
import type { PortalLink } from '../objects/portalLink'
import { completeTask } from '../portal/completeTask'
import { PORTAL_PATH, portalPage } from '../portal/portalPage'

const formInput = z.object({ domain: z.string().trim().regex(/^[\w-]+(\.[\w-]+)+$/).optional() })

export const portalPageRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${PORTAL_PATH}/:id`,
    summary: 'The page behind a link to the Admin Portal',
    access: 'open',
    handle: (event, emulator) => {
      const link = openLink(event, emulator)
      return link ? htmlPage(event, portalPage(link, null, emulator)) : closedPage(event)
    },
  },
  {
    method: 'POST',
    path: `${PORTAL_PATH}/:id`,
    summary: 'Does what the page is for: `{domain?}`; redirects to the application',
    access: 'open',
    handle: async (event, emulator) => {
      const link = openLink(event, emulator)
      if (!link) return closedPage(event)
      const form = formInput.safeParse(await readJson(event))
      const domain = form.data?.domain
      if (link.intent === 'domain_verification' && !domain) return htmlPage(event, portalPage(link, 'That is not a domain.', emulator))
      return finish(event, link, domain ?? '', emulator)
    },
  },
]

function finish(event: H3Event, link: PortalLink, domain: string, emulator: Emulator): unknown {
  try {
    completeTask(link, domain, emulator)
  }
  catch (error) {
    if (!(error instanceof ApiError)) throw error
    return htmlPage(event, portalPage(link, String(error.body.message), emulator))
  }
  const next = link.successUrl ?? link.returnUrl
  return next === null ? htmlPage(event, { title: 'Done', body: '<p>You can close this page.</p>' }) : sendRedirect(event, next, 303)
}

function openLink(event: H3Event, { store, clock }: Emulator): PortalLink | null {
  const link = store.portalLinks.get(pathParam(event, 'id'))
  return link && link.expiresAt > clock.now() ? link : null
}

const closedPage = (event: H3Event) => htmlPage(event, {
  status: 410,
  title: 'This link is over',
  body: '<p>Links to the Admin Portal work for five minutes. Go back to the application and open it again.</p>',
})
