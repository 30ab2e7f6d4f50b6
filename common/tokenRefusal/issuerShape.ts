/** Who an issuer says it is. WorkOS uses one of several shapes, depending on the age and the settings of the environment. */
export interface IssuerShape {
  /** The address of WorkOS, or of a custom authentication domain. */
  origin: string
  /**
   * - `shared`: the bare address, the same for all customers of WorkOS; environments older than mid-2025.
   * - `client`: `/user_management/<client id>`.
   * - `other`: anything else, such as `/sso/<client id>`.
   */
  form: 'shared' | 'client' | 'other'
  clientId: string | null
}

/** @returns null for what is no address. */
export function readIssuer(issuer: string): IssuerShape | null {
  if (!URL.canParse(issuer)) return null
  const { origin, pathname } = new URL(issuer)
  const [, form, clientId] = /^\/(\w+)\/([^/]+)\/*$/.exec(pathname) ?? []
  if (form === 'user_management' && clientId) return { origin, form: 'client', clientId }
  return { origin, form: /^\/*$/.test(pathname) ? 'shared' : 'other', clientId: clientId ?? null }
}
