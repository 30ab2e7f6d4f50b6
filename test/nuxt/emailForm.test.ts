import { mountSuspended, registerEndpoint } from '@nuxt/test-utils/runtime'
import { setResponseStatus } from 'h3'
import { afterEach, describe, expect, it, vi } from 'vitest'
import EmailForm from '../../components/auth/EmailForm.vue'

const { navigate } = vi.hoisted(() => ({ navigate: vi.fn() }))
vi.mock('#app/composables/router', async original => ({ ...await original<object>(), navigateTo: navigate }))

let unregister = () => {}
afterEach(() => unregister())

async function submit(wrapper: Awaited<ReturnType<typeof mountSuspended>>, email: string) {
  await wrapper.get('#email').setValue(email)
  await wrapper.get('form').trigger('submit')
}

describe('the address form', () => {
  it('is a plain form that works without scripts', async () => {
    const form = (await mountSuspended(EmailForm, { props: { returnTo: '/tasks' } })).get('form')
    expect(form.attributes()).toMatchObject({ method: 'post', action: '/api/auth/magic-auth' })
    expect(form.get('input[type=hidden]').attributes()).toMatchObject({ name: 'returnTo', value: '/tasks' })
  })

  it('shows the server\'s words and keeps what was typed', async () => {
    unregister = registerEndpoint('/api/auth/magic-auth', {
      method: 'POST',
      handler: (event) => {
        setResponseStatus(event, 400)
        return { code: 'invalid_email', message: 'That does not look like an email address.' }
      },
    })
    const wrapper = await mountSuspended(EmailForm)
    await submit(wrapper, 'nobody')
    await vi.waitFor(() => expect(wrapper.get('[role=alert]').text()).toBe('That does not look like an email address.'))
    const field = wrapper.get<HTMLInputElement>('#email')
    expect(field.element.value).toBe('nobody')
    expect(field.attributes()).toMatchObject({ 'aria-invalid': 'true', 'aria-describedby': wrapper.get('[role=alert]').attributes('id') })
  })

  it('goes where the server says', async () => {
    const flow = { email: 'ada@example.com', step: { kind: 'code' }, lastMethod: null, error: null }
    unregister = registerEndpoint('/api/auth/magic-auth', { method: 'POST', handler: () => ({ next: '/login/code', flow }) })
    await submit(await mountSuspended(EmailForm), 'ada@example.com')
    await vi.waitFor(() => expect(navigate).toHaveBeenCalledWith('/login/code'))
    expect(useAuthFlow().value).toEqual(flow)
  })
})
