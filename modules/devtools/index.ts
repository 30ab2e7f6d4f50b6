import { addPlugin, addServerHandler, addServerPlugin, createResolver, defineNuxtModule } from 'nuxt/kit'
import { STATE_ROUTE, TAB_ROUTE } from './names'
import type { TabFiles } from './server/tab.get'

/** A tab of Nuxt DevTools that shows the session while it lives (docs/devtools.md). There is nothing of it in a production build. */
export default defineNuxtModule({
  meta: { name: 'auth-devtools' },
  setup(_options, nuxt) {
    if (!nuxt.options.dev) return
    const { resolve } = createResolver(import.meta.url)
    const { baseURL, buildAssetsDir } = nuxt.options.app
    const join = (...parts: string[]) => parts.join('/').replace(/\/+/g, '/')
    /** Where Vite's development server has a file, wherever on this machine it is. */
    const addressOf = (path: string) => join(baseURL, buildAssetsDir, '@fs', resolve(path))

    addPlugin(resolve('page/plugin.client'))
    addServerPlugin(resolve('server/keepRefreshes'))
    addServerHandler({ route: STATE_ROUTE, method: 'get', handler: resolve('server/state.get') })
    addServerHandler({ route: TAB_ROUTE, method: 'get', handler: resolve('server/tab.get') })
    nuxt.options.runtimeConfig.authDevtools = {
      script: addressOf('tab/main.ts'),
      styles: [addressOf('../../assets/main.css'), addressOf('tab/tab.css')],
    } satisfies TabFiles
    nuxt.hook('devtools:customTabs', tabs => void tabs.push({
      name: 'auth',
      title: 'Session',
      icon: addressOf('tab/icon.svg'),
      category: 'app',
      view: { type: 'iframe', src: join(baseURL, TAB_ROUTE) },
    }))
  },
})
