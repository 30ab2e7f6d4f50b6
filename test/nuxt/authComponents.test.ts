import { mountSuspended } from '@nuxt/test-utils/runtime'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { h, toRaw } from 'vue'
import type { Appearance } from '../../common/appearance'
import type { SessionView } from '../../common/session'
import AuthMessage from '../../components/auth/Message.vue'
import AuthSecretKey from '../../components/auth/SecretKey.vue'
import BrandLogo from '../../components/BrandLogo.vue'
import ImpersonationBanner from '../../components/ImpersonationBanner.vue'
import LanguageSwitch from '../../components/LanguageSwitch.vue'
import MessageText from '../../components/MessageText'
import { useAppearance } from '../../composables/useAppearance'
import { useAuth } from '../../composables/useAuth'
import { useAuthFlow } from '../../composables/useAuthFlow'

let original: Appearance
beforeEach(() => {
  original = structuredClone(toRaw(useAppearance().value))
  useAuthFlow().value = { email: null, step: null, lastMethod: null, error: null }
})
afterEach(() => {
  useAppearance().value = original
  useAuth().session.value = null
  vi.unstubAllGlobals()
})

describe('what a sign-in page says', () => {
  it('is an error or a notice, never both', async () => {
    const wrapper = await mountSuspended(AuthMessage, { props: { notice: 'A new code is on its way.' } })
    expect([wrapper.find('[role=alert]').exists(), wrapper.get('[role=status]').text()]).toEqual([false, 'A new code is on its way.'])
    useAuthFlow().value.error = { code: 'invalid_one_time_code', message: 'Not right.' }
    await wrapper.vm.$nextTick()
    expect([wrapper.get('[role=alert]').text(), wrapper.get('[role=status]').text()]).toEqual(['Not right.', ''])
  })
})

describe('the key of an authenticator app', () => {
  it('is shown in fours, and copied in one piece', async () => {
    const writeText = vi.fn(async () => {})
    vi.stubGlobal('navigator', { clipboard: { writeText } })
    const wrapper = await mountSuspended(AuthSecretKey, { props: { secret: 'JBSWY3DPEHPK3PXPA' } })
    expect(wrapper.get('code').text()).toBe('JBSW Y3DP EHPK 3PXP A')
    await wrapper.get('button').trigger('click')
    expect(writeText).toHaveBeenCalledWith('JBSWY3DPEHPK3PXPA')
    await vi.waitFor(() => expect(wrapper.get('[role=status]').text()).toBe('Copied.'))
  })

  it('does not claim to be copied where that is not allowed', async () => {
    vi.stubGlobal('navigator', { clipboard: { writeText: () => Promise.reject(new Error('not allowed')) } })
    const wrapper = await mountSuspended(AuthSecretKey, { props: { secret: 'JBSW' } })
    await wrapper.get('button').trigger('click')
    expect(wrapper.get('[role=status]').text()).toBe('')
  })
})

describe('the logo', () => {
  it('is the application\'s own mark, with the name beside it', async () => {
    const wrapper = await mountSuspended(BrandLogo)
    expect([wrapper.find('svg').exists(), wrapper.text()]).toEqual([true, 'Northwind'])
  })

  it('is a picture for each colour scheme, which needs no words beside the name', async () => {
    useAppearance().value.brand.logo = { light: '/a.svg', dark: '/b.svg', withName: true }
    const wrapper = await mountSuspended(BrandLogo)
    expect(wrapper.get('source').attributes()).toMatchObject({ srcset: '/b.svg', media: '(prefers-color-scheme: dark)' })
    expect(wrapper.get('img').attributes()).toMatchObject({ src: '/a.svg', alt: '' })
    expect(wrapper.text()).toBe('Northwind')
  })

  it('says the name when it shows it', async () => {
    useAppearance().value.brand.logo = { light: '/a.svg', dark: '', withName: false }
    const wrapper = await mountSuspended(BrandLogo)
    expect([wrapper.find('source').exists(), wrapper.get('img').attributes('alt'), wrapper.text()]).toEqual([false, 'Northwind', ''])
  })
})

describe('the banner for somebody who acts as a user', () => {
  const session = (impersonator: SessionView['impersonator']) => ({ user: { email: 'grace@acme.com' }, impersonator }) as SessionView

  it('says who, and why if that is known', async () => {
    useAuth().session.value = session({ email: 'eve@team.example', reason: null })
    const wrapper = await mountSuspended(ImpersonationBanner)
    expect(wrapper.get('p').text()).toBe('eve@team.example is signed in as grace@acme.com.')
    useAuth().session.value = session({ email: 'eve@team.example', reason: 'Ticket 1' })
    await wrapper.vm.$nextTick()
    expect(wrapper.get('p').text()).toContain('Reason: Ticket 1')
    expect(wrapper.get('form').attributes()).toMatchObject({ method: 'post', action: '/api/auth/logout' })
  })

  it('is not there for the user', async () => {
    useAuth().session.value = session(null)
    expect((await mountSuspended(ImpersonationBanner)).find('aside').exists()).toBe(false)
  })
})

describe('the choice of a language', () => {
  it('is a plain form that comes back to this page', async () => {
    const wrapper = await mountSuspended(LanguageSwitch, { route: '/?a=b' })
    expect(wrapper.get('form').attributes()).toMatchObject({ method: 'post', action: '/api/locale' })
    expect(wrapper.get('input').attributes()).toMatchObject({ type: 'hidden', name: 'returnTo', value: '/?a=b' })
    expect(wrapper.findAll('button').map(button => [button.attributes('value'), button.attributes('lang'), button.attributes('aria-current')]))
      .toEqual([['en', 'en', 'true'], ['de', 'de', undefined]])
  })

  it('is left out where there is none', async () => {
    useAppearance().value.languages = { en: 'English' }
    expect((await mountSuspended(LanguageSwitch)).find('form').exists()).toBe(false)
  })
})

describe('a text with more than words in it', () => {
  it('has its slots where the language wants them', async () => {
    useAppearance().value.messages = { ...original.messages, 'code.lead': '{email} で確認' }
    const wrapper = await mountSuspended({ render: () => h('p', h(MessageText, { id: 'code.lead' }, { email: () => [h('strong', 'ada@example.com')] })) })
    expect(wrapper.get('p').element.innerHTML).toBe('<strong>ada@example.com</strong> で確認')
  })
})
