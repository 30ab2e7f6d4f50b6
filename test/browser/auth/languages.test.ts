import { describe, expect, inject, it } from 'vitest'
import { LOCALES } from '../../../common/locale'
import { messageCatalogues } from '../../../common/messages/catalogues'
import { readCode } from '../../support/inbox'
import { alertText } from '../../support/signInPages'
import { newAddress } from '../../support/visitor'
import { SCRIPTS, useBrowser } from '../../support/withBrowser'

const stack = inject('stack')
const { newPage } = useBrowser()

describe.each(SCRIPTS)('%s', (_, options) => {
  it('the application speaks German to a browser that asks for it, from the first page to the last', async () => {
    const page = await newPage({ ...options, locale: 'de-AT' })
    await page.goto(stack.url)
    expect(await page.locator('html').getAttribute('lang')).toBe('de')
    await page.getByRole('link', { name: 'Anmelden' }).click()
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor()
    expect(await page.title()).toBe('Anmelden · Northwind')
    await page.getByRole('link', { name: 'Weiter mit Google' }).waitFor()

    const email = newAddress()
    await page.getByRole('textbox', { name: 'E-Mail-Adresse' }).fill('niemand')
    await page.getByRole('button', { name: 'Weiter', exact: true }).click()
    expect(await alertText(page)).toBe('Das sieht nicht nach einer E-Mail-Adresse aus.')
    await page.getByRole('textbox', { name: 'E-Mail-Adresse' }).fill(email)
    await page.getByRole('button', { name: 'Weiter', exact: true }).click()
    await page.getByRole('heading', { name: 'Code eingeben' }).waitFor()
    await page.getByRole('textbox', { name: 'Code' }).fill('000000')
    await page.getByRole('button', { name: 'Bestätigen' }).click()
    expect(await alertText(page)).toMatch(/^Der Code (?:ist|stimmt) nicht/)
    await page.getByRole('textbox', { name: 'Code' }).fill(await readCode(stack.workosUrl, email))
    await page.getByRole('button', { name: 'Bestätigen' }).click()
    await page.getByRole('heading', { name: 'Aufgaben' }).waitFor()
    await page.getByText('Nichts zu tun.').waitFor()
    await page.getByRole('button', { name: 'Abmelden' }).click()
    await page.getByRole('link', { name: 'Anmelden' }).waitFor()
  })

  it('a visitor chooses another language, and it stays', async () => {
    const page = await newPage({ ...options, locale: 'de' })
    await page.goto(`${stack.url}/login?returnTo=%2Ftasks%3Fa%3Db`)
    await page.getByRole('form', { name: 'Sprache' }).getByRole('button', { name: 'Français' }).click()
    await page.getByRole('heading', { name: 'Se connecter' }).waitFor()
    expect(new URL(page.url()).searchParams.get('returnTo')).toBe('/tasks?a=b')
    expect(await page.getByRole('button', { name: 'Français' }).getAttribute('aria-current')).toBe('true')
    await page.goto(`${stack.url}/nowhere`)
    await page.getByRole('heading', { name: 'Cette page n’existe pas' }).waitFor()
  })
})

it.each(Object.keys(LOCALES) as (keyof typeof LOCALES)[])('the sign-in page is whole in %s', async (locale) => {
  const page = await newPage({ locale, viewport: { width: 320, height: 640 } })
  await page.goto(`${stack.url}/login`)
  const messages = messageCatalogues[locale]
  expect(await page.locator('html').getAttribute('lang')).toBe(locale)
  await page.getByRole('heading', { name: messages['login.title'] }).waitFor()
  await page.getByRole('link', { name: messages['login.sso'] }).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
})

it('a language that nobody here speaks is answered in English', async () => {
  const page = await newPage({ locale: 'nl' })
  const response = await page.goto(`${stack.url}/login`)
  expect(response?.headers()['vary']).toMatch(/Accept-Language/i)
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
})
