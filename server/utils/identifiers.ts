import { z } from 'zod'

/** An id of WorkOS. Whatever has other characters is none, and must not become part of an address there. */
export const workosId = z.string().regex(/^[\w-]{1,128}$/)

/** The token in the link of an invitation: opaque, but printable. */
export const invitationToken = z.string('invitation_missing').regex(/^[\x21-\x7E]{1,512}$/, 'invitation_missing')
