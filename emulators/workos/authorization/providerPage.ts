import type { Emulator } from '../emulator'
import { escapeHtml } from '../http/escapeHtml'
import type { AuthorizationRequest, Selection } from '../objects/authorizationRequest'
import { providerName } from '../objects/oauthProvider'
import { isOwnDomain } from '../objects/ssoProfile'

export const IDP_PATH = '/_emulate/idp'

/** The first ones are those of the seed; whoever signed up since follows. */
const MOST_PEOPLE = 12

/** What stands for the sign-in page of a provider, a company or WorkOS itself. */
export function providerPage(request: AuthorizationRequest, problem: string | null, emulator: Emulator) {
  const { selection, loginHint } = request
  const title = `Sign in with ${vouchingParty(selection, emulator)}`
  const action = `${IDP_PATH}/${request.id}`
  const people = peopleOf(selection, emulator).slice(0, MOST_PEOPLE)
  return {
    title,
    status: problem === null ? 200 : 400,
    body: `<p><small>Played by the WorkOS emulator. No password is needed.</small></p>
${problem === null ? '' : `<p role="alert">${escapeHtml(problem)}</p>`}
${people.length > 0 ? `<form method="post" action="${action}" aria-label="Known people">${people.map(personButton).join('')}</form>` : ''}
<form method="post" action="${action}" aria-label="Somebody else">
<label for="email">Email</label>
<input type="email" id="email" name="email" value="${escapeHtml(loginHint ?? '')}" autocomplete="email" required>
${selection.kind === 'provider' ? unverifiedCheckbox(providerName(selection.provider)) : ''}
<button>Continue</button>
</form>
<form method="post" action="${action}" aria-label="No sign-in">
<button name="outcome" value="deny">Deny</button>
<button name="outcome" value="fail">Fail</button>
</form>`,
  }
}

const personButton = (email: string) => `<button name="email" value="${escapeHtml(email)}">${escapeHtml(email)}</button>`

const unverifiedCheckbox = (provider: string) =>
  `<label><input type="checkbox" name="unverified" value="true"> ${escapeHtml(provider)} has not verified this address</label>`

function vouchingParty(selection: Selection, { store }: Emulator): string {
  switch (selection.kind) {
    case 'provider': return providerName(selection.provider)
    case 'connection': return store.connections.get(selection.connectionId)?.name ?? 'single sign-on'
    case 'hosted': return 'AuthKit'
  }
}

/** A company's identity provider knows its own people only. */
function peopleOf(selection: Selection, { store }: Emulator): string[] {
  const connection = selection.kind === 'connection' ? store.connections.get(selection.connectionId) : undefined
  return store.users
    .filter(({ email }) => !connection || isOwnDomain(connection, email, store))
    .map(({ email }) => email)
}
