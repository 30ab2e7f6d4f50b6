/** A CSS colour for both colour schemes, or one for each. */
export type BrandColor = string | { light: string, dark: string }

export interface BrandColors {
  /** Buttons. */
  accent: BrandColor
  /** Text on buttons. */
  onAccent: BrandColor
  /** Links, and the ring around what has the focus. */
  link: BrandColor
  /** Behind everything. */
  page: BrandColor
  /** Cards, fields and bars. */
  surface: BrandColor
  text: BrandColor
  /** Text of less weight: hints, placeholders. */
  muted: BrandColor
  /** Decorative lines. */
  line: BrandColor
  /** The border of fields. */
  field: BrandColor
  /** Errors. */
  danger: BrandColor
}

export interface BrandLogo {
  /** Address of a picture; the application's own mark when empty. */
  light: string
  /** The same for dark pages; `light` when empty. */
  dark: string
  /** Whether the name is written beside the picture. Set it to false for a picture that shows the name. */
  withName: boolean
}

export interface Brand {
  name: string
  /** One sentence for the start page; the one in `common/messages`, in the visitor's language, when empty. */
  tagline: string
  logo: BrandLogo
  /** Address of the icon in the browser's tab. */
  favicon: string
  colors: BrandColors
  /** The roundness of corners, a CSS length. */
  radius: string
  /** A CSS `font-family` list. */
  font: string
  /** Behind the card of the sign-in pages, a CSS `background`. The colour `page` when empty. */
  background: string
  /** Links under the sign-in pages; left out when empty. */
  termsUrl: string
  privacyUrl: string
  /** Providers on the sign-in page, by their place in the list; `false` leaves one out. Each must be enabled at WorkOS. */
  providers: Record<string, number | false>
  /** Own words instead of those in `common/messages`: by language, then by key. */
  texts: Record<string, Record<string, string>>
}

/** A brand of which only what differs is given. */
export type BrandInput = { [Key in keyof Brand]?: Key extends 'logo' | 'colors' ? Partial<Brand[Key]> : Brand[Key] }

/** What is different for one organization. */
export interface TenantInput extends BrandInput {
  /** Host names at which the application looks like this organization, for example `acme.example.com`. */
  hosts?: string[]
}

/** What pages know of the brand. Colours and the like are in the page's styles, and other tenants are nobody's business. */
export interface BrandView {
  name: string
  tagline: string
  logo: BrandLogo
  termsUrl: string
  privacyUrl: string
  /** In the order in which they are offered. */
  providers: string[]
  /** The WorkOS organization that people sign in to here; null when it is not the page of one. */
  organizationId: string | null
}
