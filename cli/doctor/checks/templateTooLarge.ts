import { fixedBytes, MAX_TEMPLATE_BYTES } from '../../lib/jwtTemplate'
import type { Check } from '../check'

export const templateTooLarge: Check = {
  id: 'template-too-large',
  title: 'The JWT template is too large',
  about: 'WorkOS renders at most 3072 bytes of claims. Somebody whose claims are larger cannot sign in (`token_too_big`). Keep names, pictures and metadata out of the template: the application reads users from WorkOS itself.',
  severity: 'fault',
  find: ({ token, workos }) => {
    const bytes = fixedBytes(workos?.template?.content ?? '')
    const isRefused = token?.failure === 'token_too_big'
    if (!isRefused && bytes <= MAX_TEMPLATE_BYTES) return undefined
    return {
      what: 'The JWT template is too large: WorkOS refuses to sign people in.',
      seen: `${isRefused ? 'WorkOS answered token_too_big to the sign-in. ' : ''}The fixed part of the template alone has ${bytes} bytes; rendered it may have ${MAX_TEMPLATE_BYTES}.`,
      fix: 'Take claims out of the template in the dashboard, Authentication, Sessions. Names, pictures and metadata need not be in a token.',
      link: 'https://workos.com/docs/authkit/jwt-templates',
    }
  },
}
