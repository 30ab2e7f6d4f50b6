import { defineNitroPlugin } from 'nitropack/runtime'
import { keepRefresh } from './refreshes'

export default defineNitroPlugin(({ hooks }) => {
  hooks.hook('auth:refresh', keepRefresh)
})
