import { describe, expect, it } from 'vitest'
import type { Brand, TenantInput } from '../../../common/brand'
import { toBrandView } from '../../../common/brandView'
import { findTenant, withTenant } from '../../../common/tenant'

const tenants: Record<string, TenantInput> = {
  org_acme: { hosts: ['acme.example.com', 'login.acme.com'], name: 'Acme' },
  org_globex: { name: 'Globex' },
}

describe('whose page it is', () => {
  it.each([
    [{ host: 'acme.example.com' }, 'org_acme'],
    [{ host: 'LOGIN.acme.com:3000' }, 'org_acme'],
    [{ organizationId: 'org_globex' }, 'org_globex'],
    [{ host: 'example.com', organizationId: 'org_globex' }, 'org_globex'],
    // Nobody can make a tenant's own host look like somebody else's.
    [{ host: 'acme.example.com', organizationId: 'org_globex' }, 'org_acme'],
  ])('%j is of %s', (query, organizationId) => {
    expect(findTenant(tenants, query)?.organizationId).toBe(organizationId)
  })

  it.each([{}, { host: '' }, { host: 'evil.example' }, { organizationId: null }, { organizationId: 'org_other' }, { organizationId: '__proto__' }, { organizationId: 'constructor' }])(
    '%j is nobody\'s in particular', (query) => {
      expect(findTenant(tenants, query)).toBeNull()
    })
})

const brand = {
  name: 'Northwind',
  tagline: '',
  logo: { light: '/light.svg', dark: '/dark.svg', withName: true },
  favicon: '/favicon.svg',
  colors: { accent: '#111', onAccent: '#fff' } as Brand['colors'],
  radius: '10px',
  font: 'serif',
  background: '',
  termsUrl: '/terms',
  privacyUrl: '',
  providers: { google: 2, github: 1, apple: false as const },
  texts: { en: { 'login.title': 'Enter' } },
} satisfies Brand

describe('a tenant\'s brand', () => {
  it('is the application\'s but for what differs', () => {
    const own = withTenant(brand, { name: 'Acme', colors: { accent: '#f00' }, providers: { google: false }, texts: { en: { 'login.lead': 'Hi' }, de: { 'login.lead': 'Hallo' } } })
    expect(own).toEqual({
      ...brand,
      name: 'Acme',
      colors: { accent: '#f00', onAccent: '#fff' },
      providers: { google: false, github: 1, apple: false },
      texts: { en: { 'login.title': 'Enter', 'login.lead': 'Hi' }, de: { 'login.lead': 'Hallo' } },
    })
  })

  it('has nothing of the old picture once it has its own', () => {
    expect(withTenant(brand, { logo: { light: '/acme.svg' } }).logo).toEqual({ light: '/acme.svg', dark: '', withName: true })
    expect(withTenant(brand, { logo: { withName: false } }).logo).toEqual({ light: '/light.svg', dark: '/dark.svg', withName: false })
  })
})

describe('what pages know of a brand', () => {
  it('has the providers in their order, without those that are left out', () => {
    expect(toBrandView(brand, null).providers).toEqual(['github', 'google'])
  })

  it('has no colours, texts or other tenants', () => {
    expect(Object.keys(toBrandView(brand, 'org_acme')).sort()).toEqual(['logo', 'name', 'organizationId', 'privacyUrl', 'providers', 'tagline', 'termsUrl'])
  })
})
