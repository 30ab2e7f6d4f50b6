import type { Check } from '../check'

export const signOutRedirect: Check = {
  id: 'sign-out-redirect',
  title: 'The sign-out redirect is missing',
  about: 'Seen when the doctor signs out after its own sign-in. The application itself ends sessions from the server and needs no redirect; somebody who signs out by WorkOS\'s address, as after single sign-on, lands on another page. Add the address in the dashboard, Redirects, Sign-out redirects: there is no API for it.',
  severity: 'warning',
  find: ({ token }) => {
    if (!token?.signOut || token.signOut.got === token.signOut.wanted) return undefined
    const { wanted, got } = token.signOut
    return {
      what: `The sign-out redirect ${wanted} is missing at WorkOS.`,
      seen: got === null ? 'WorkOS redirected the sign-out nowhere.' : `WorkOS sent the sign-out to ${got}.`,
      fix: `Add ${wanted} in the dashboard, Redirects, Sign-out redirects. There is no API for it.`,
      link: 'https://dashboard.workos.com/redirects',
    }
  },
}
