import { mountSuspended } from '@nuxt/test-utils/runtime'
import { describe, expect, it } from 'vitest'
import TaskItem from '../../components/tasks/Item.vue'

const task = { _id: 'k1', text: 'Water the ferns', done: false }

describe('a task', () => {
  it('has forms for those without scripts', async () => {
    const wrapper = await mountSuspended(TaskItem, { props: { task } })
    expect(wrapper.findAll('form').map(form => form.attributes())).toEqual([
      expect.objectContaining({ method: 'post', action: '/api/tasks/k1/toggle' }),
      expect.objectContaining({ method: 'post', action: '/api/tasks/k1/remove' }),
    ])
    expect(wrapper.get('button[aria-label]').attributes('aria-label')).toBe('Delete Water the ferns')
  })

  it('asks to be checked and to be removed', async () => {
    const wrapper = await mountSuspended(TaskItem, { props: { task } })
    await wrapper.get('input[type=checkbox]').setValue(true)
    await wrapper.get('form:last-child').trigger('submit')
    expect(wrapper.emitted()).toMatchObject({ toggle: [[true]], remove: [[]] })
  })

  it('cannot be changed before it is stored', async () => {
    const wrapper = await mountSuspended(TaskItem, { props: { task, isBeingAdded: true } })
    const controls = () => wrapper.findAll('input, .remove').map(({ element }) => (element as HTMLInputElement | HTMLButtonElement).disabled)
    expect(controls()).toEqual([true, true])
    await wrapper.setProps({ isBeingAdded: false })
    expect(controls()).toEqual([false, false])
  })
})
