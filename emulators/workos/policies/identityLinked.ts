import type { Policy } from './policy'

/** The address is proved by now, so the next sign-in with this account needs no proof. */
export const identityLinked: Policy = (signIn, { store, newId }) => {
  if (!signIn.newIdentity) return signIn
  const { source, type, idp_id } = signIn.newIdentity
  store.identities.insert({ id: newId('identity'), user_id: signIn.userId, source, type, idp_id })
  return { ...signIn, newIdentity: null }
}
