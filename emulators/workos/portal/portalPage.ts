import type { Emulator } from '../emulator'
import { escapeHtml } from '../http/escapeHtml'
import type { PortalIntent, PortalLink } from '../objects/portalLink'

export const PORTAL_PATH = '/_emulate/portal'

interface Task {
  readonly title: string
  /** What the customer does on the real page. */
  readonly text: string
  readonly button: string
}

const TASKS: Readonly<Record<PortalIntent, Task>> = {
  sso: {
    title: 'Set up single sign-on',
    text: 'An administrator chooses an identity provider and exchanges metadata with it. Here a connection becomes active at once.',
    button: 'Activate the connection',
  },
  domain_verification: {
    title: 'Verify a domain',
    text: 'An administrator proves the domain with a DNS record. Here it is taken as proved.',
    button: 'Verify the domain',
  },
  dsync: {
    title: 'Set up directory sync',
    text: 'An administrator connects a directory, which then adds and removes people. Nothing happens here.',
    button: 'Finish',
  },
  audit_logs: {
    title: 'Look at audit logs',
    text: 'An administrator reads and exports what happened in the organization. Nothing happens here.',
    button: 'Finish',
  },
  log_streams: {
    title: 'Set up log streams',
    text: 'An administrator chooses where audit logs are sent. Nothing happens here.',
    button: 'Finish',
  },
  certificate_renewal: {
    title: 'Renew a certificate',
    text: 'An administrator uploads the next certificate of the SAML connection. Nothing happens here.',
    button: 'Finish',
  },
}

/** What stands for the Admin Portal. */
export function portalPage(link: PortalLink, problem: string | null, { store }: Emulator) {
  const { title, text, button } = TASKS[link.intent]
  const organization = store.organizations.get(link.organizationId)?.name ?? ''
  return {
    title: `${title} for ${organization}`,
    status: problem === null ? 200 : 400,
    body: `<p><small>Played by the WorkOS emulator.</small></p>
<p>${escapeHtml(text)}</p>
${problem === null ? '' : `<p role="alert">${escapeHtml(problem)}</p>`}
<form method="post" action="${PORTAL_PATH}/${link.id}">
${link.intent === 'domain_verification' ? domainField(link, store) : ''}
<button>${escapeHtml(button)}</button>
</form>
${link.returnUrl === null ? '' : `<p><a href="${escapeHtml(link.returnUrl)}">Return without changes</a></p>`}`,
  }
}

function domainField({ organizationId }: PortalLink, { organizationDomains }: Emulator['store']): string {
  const waiting = organizationDomains.find(row => row.organization_id === organizationId && row.state === 'pending')
  return `<label for="domain">Domain</label>
<input type="text" id="domain" name="domain" value="${escapeHtml(waiting?.domain ?? '')}" required>`
}
