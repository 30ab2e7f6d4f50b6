import { mountSuspended, registerEndpoint } from '@nuxt/test-utils/runtime'
import { setResponseStatus } from 'h3'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AuthFlowView } from '../../common/authFlow'
import { useAuth } from '../../composables/useAuth'
import { useAuthFlow } from '../../composables/useAuthFlow'
import LoginPage from '../../pages/login/index.vue'

const { navigate } = vi.hoisted(() => ({ navigate: vi.fn() }))
vi.mock('#app/composables/router', async original => ({ ...await original<object>(), navigateTo: navigate }))

let unregister = () => {}
beforeEach(() => {
  useAuth().session.value = null
})
afterEach(() => {
  unregister()
  useAuthFlow().value = { email: null, step: null, lastMethod: null, error: null }
})

async function submit(wrapper: Awaited<ReturnType<typeof mountSuspended>>, email: string) {
  await wrapper.get('#email').setValue(email)
  await wrapper.get('form').trigger('submit')
}

describe('the address form', () => {
  it('is a plain form that works without scripts', async () => {
    const wrapper = await mountSuspended(LoginPage, { route: '/login?returnTo=/tasks&organization=org_1' })
    const form = wrapper.get('form')
    expect(form.attributes()).toMatchObject({ method: 'post', action: '/api/auth/magic-auth' })
    expect(form.findAll('input[type=hidden]').map(input => input.attributes())).toMatchObject([
      { name: 'returnTo', value: '/tasks' },
      { name: 'organization', value: 'org_1' },
    ])
  })

  it('shows the server\'s words once and keeps what was typed', async () => {
    unregister = registerEndpoint('/api/auth/magic-auth', {
      method: 'POST',
      handler: (event) => {
        setResponseStatus(event, 400)
        return { code: 'invalid_email', message: 'That does not look like an email address.' }
      },
    })
    const wrapper = await mountSuspended(LoginPage, { route: '/login' })
    await submit(wrapper, 'nobody')
    await vi.waitFor(() => expect(wrapper.findAll('[role=alert]').map(alert => alert.text())).toEqual(['That does not look like an email address.']))
    const field = wrapper.get<HTMLInputElement>('#email')
    expect(field.element.value).toBe('nobody')
    expect(field.attributes()).toMatchObject({ 'aria-invalid': 'true', 'aria-describedby': wrapper.get('[role=alert]').attributes('id') })
  })

  it('goes where the server says, with what the next page shows', async () => {
    const flow: AuthFlowView = { email: 'ada@example.com', step: { kind: 'code' }, lastMethod: null, error: null }
    unregister = registerEndpoint('/api/auth/magic-auth', { method: 'POST', handler: () => ({ next: '/login/code', flow }) })
    await submit(await mountSuspended(LoginPage, { route: '/login' }), 'ada@example.com')
    await vi.waitFor(() => expect(navigate).toHaveBeenCalledWith('/login/code'))
    expect(useAuthFlow().value).toEqual(flow)
  })
})
